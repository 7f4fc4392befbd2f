package dev.parley.conversation;

import java.time.Duration;

/** Every wait of a conversation, with its reason. {@link #usual} is empty-handed (zero) where the persona says how long. */
enum Deadline {
    /** The recogniser must stand: connecting and its handshake take one to two seconds, five on a bad day. */
    HEARING(10_000),
    /** Listening anew after the recogniser was lost; grows with every attempt. */
    RELISTEN(0),
    /** After a partial its final must come: the recogniser's own pause is well under two seconds. */
    FINAL(2_500),
    /** A partial that no longer changes is probably all, where nothing tells that the voice has ended. */
    STABLE(400),
    /** A voice that lasts so long is no cough; the persona says how long. */
    VOICE(0),
    /** The agent holds its tongue, or was silenced by a voice: words must follow. */
    PAUSE(0),
    /** The pause in which a caller may go on after an utterance; the end-of-turn strategy says how long. */
    TURN_END(0),
    /** The pause after which keys pressed so far are one entry. */
    KEYS(2_000),
    /** The model's first token; the persona's limit and a little, so that the adapter's own report comes first. */
    FIRST_TOKEN(0),
    /** The whole answer of one step: more than this is nobody's spoken answer. */
    ANSWER(30_000),
    /** All tools of a step; their own timeouts and a little. */
    TOOLS(0),
    /** A running tool's silence is bridged by a sentence; the persona says when. */
    FILLER(0),
    /** The answer is not ready soon: an opener is said; the persona says when. */
    OPENER(0),
    /** Pieces are out but neither audio leaves nor synthesis moves: it is stuck. */
    PLAYBACK(5_000),
    /** When the last sample sent will have been heard. */
    PLAYED_OUT(0),
    /** The caller says nothing; the persona says how long. */
    SILENCE(0),
    /** A farewell that does not get through must not keep the call. */
    FAREWELL(20_000),
    /** Who is to take the call must do so: four or five rings, longer and the caller takes the line for dead. */
    TRANSFER(15_000),
    /** A line that is gone may come back; the server's takeover time. */
    LINE(0),
    /** The model's session ends soon: another one is opened; sessions have a limit of the service's. */
    SESSION(0),
    /** Another session takes over in a gap until then, or anyway. */
    GAP(0),
    /** Longest call. */
    CALL(0);

    private final Duration usual;

    Deadline(long ms) {
        this.usual = Duration.ofMillis(ms);
    }

    Duration usual() {
        return usual;
    }
}
