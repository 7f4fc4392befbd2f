package dev.parley.cascade;

import java.time.Duration;

/**
 * What of the caller's audio no recogniser has finished, and whether the one at work still reacts to it. Milliseconds count
 * the call's audio. One thread at a time.
 */
final class Unfinished {
    /** 300 ms: recognisers report the begin of speech late rather than early. */
    private static final long BEFORE_SPEECH_MS = 300;
    /** 2 s without a voice are heard again all the same: a faint one may be in them. */
    private static final long QUIET_REPLAY_MS = 2_000;
    /** 5 s: a voice of which a living recogniser said nothing for so long was none. */
    private static final long NO_SPEECH_MS = 5_000;
    /** 3 s of a voice without any event: recognisers say something within one. */
    private static final long DEAF_MS = 3_000;
    /** 10 s of a voice without more words of an utterance that has some: nobody speaks so slowly. */
    private static final long STUCK_MS = 10_000;
    /** A final that is so late behind the end of the voice does not come: Azure's slowest percent needs 1.8 s. */
    private static final long FINAL_MS = 3_000;
    /** A voice so short may be a cough, of which a recogniser says nothing. */
    private static final long WORD_MS = 500;
    /** A voice that no recogniser reacts to is music; 60 s: it is not tried more often than that. */
    private static final int MOST_PATIENCE = 20;

    private long endOfSpeechMs;
    private long heardUntilMs;
    private long speechFromMs = -1;
    private boolean hasWords;
    private boolean sounds;
    private long voiceFromMs = -1;
    private long voiceUntilMs;
    private long voicedMs;
    private long quietMs;
    private int patience = 1;

    Unfinished(Duration endOfSpeech) {
        endOfSpeech(endOfSpeech);
    }

    /** The pause after which recognisers end an utterance from now on. */
    final void endOfSpeech(Duration pause) {
        endOfSpeechMs = pause.toMillis();
    }

    void voiceBegan(long atMs) {
        sounds = true;
        if (voiceFromMs < 0 || atMs - voiceUntilMs > NO_SPEECH_MS) {
            voiceFromMs = atMs;
        }
    }

    void voiceEnded(long atMs) {
        sounds = false;
        voiceUntilMs = atMs;
    }

    /** An utterance is under way since then; {@code words}: some of it is known. */
    void speaks(long fromMs, boolean words) {
        reacted();
        hasWords |= words;
        if (speechFromMs < 0) {
            speechFromMs = fromMs;
        }
    }

    void heard(long untilMs) {
        reacted();
        heardUntilMs = untilMs;
        utteranceOver();
        voiceFromMs = sounds || voiceUntilMs > untilMs ? untilMs : -1;
    }

    void nothingHeard() {
        reacted();
        utteranceOver();
        voiceFromMs = sounds ? voiceFromMs : -1;
    }

    long heardUntilMs() {
        return heardUntilMs;
    }

    /** Another recogniser begins; what it has to hear is asked before. */
    void begunAnew() {
        utteranceOver();
        voicedMs = 0;
        quietMs = 0;
    }

    /** From where a new recogniser has to hear, seen from {@code nowMs}. */
    long fromMs(long nowMs) {
        long from = nowMs - QUIET_REPLAY_MS;
        if (speechFromMs >= 0) {
            from = speechFromMs - BEFORE_SPEECH_MS;
        } else if (voiceFromMs >= 0 && (sounds || nowMs - voiceUntilMs < NO_SPEECH_MS)) {
            from = Math.min(from, voiceFromMs - BEFORE_SPEECH_MS);
        }
        return Math.max(from, heardUntilMs);
    }

    /** The recogniser got more audio; true when it should have reacted by now, told once. */
    boolean isDeafAfter(long ms) {
        voicedMs += sounds ? ms : 0;
        quietMs = sounds ? 0 : quietMs + ms;
        long longest = hasWords ? STUCK_MS : patience * DEAF_MS;
        boolean spoke = hasWords || voicedMs >= patience * WORD_MS;
        boolean finalOwed = spoke && quietMs > endOfSpeechMs + FINAL_MS;
        if (voicedMs < longest && !finalOwed) {
            return false;
        }
        patience = Math.min(MOST_PATIENCE, patience * 2);
        return true;
    }

    private void reacted() {
        voicedMs = 0;
        quietMs = 0;
        patience = 1;
    }

    private void utteranceOver() {
        speechFromMs = -1;
        hasWords = false;
    }
}
