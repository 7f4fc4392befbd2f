package dev.parley.conversation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the caller's voice sounds, by our own detector; silent as long as it told nothing. Belongs to the conversation's thread. */
final class CallerVoice {
    /** Recognisers place the end of a word up to this much before the voice ends, or behind it. */
    private static final long WORD_END_MS = 250;

    /** A voice that fades has ended by then, or it goes on: 120 ms, and a little for a late frame. */
    private static final long FADING_NANOS = 120_000_000;

    private boolean sounds;
    private OptionalLong fadedAtNanos = OptionalLong.empty();
    private long fadedAtMs;
    private OptionalLong endedAtNanos = OptionalLong.empty();
    private long endedAtMs;

    void began() {
        sounds = true;
        endedAtNanos = OptionalLong.empty();
    }

    void faded(long offsetMs, long nowNanos) {
        fadedAtMs = offsetMs;
        fadedAtNanos = OptionalLong.of(nowNanos);
    }

    void ended(long offsetMs, long atNanos) {
        sounds = false;
        endedAtMs = offsetMs;
        endedAtNanos = OptionalLong.of(atNanos);
    }

    boolean sounds() {
        return sounds;
    }

    /** How long it has been quiet; empty where that is not known. */
    Optional<Duration> quietFor(long nowNanos) {
        return endedAtNanos.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nowNanos - endedAtNanos.getAsLong()));
    }

    /**
     * How long it has been quiet since it said words that end at that offset; zero where it sounds, or ended elsewhere: then these are
     * not its last words, or it was not heard to say them.
     */
    Duration quietAfter(long wordsEndMs, long nowNanos) {
        return endedAtNanos.isPresent() && Math.abs(wordsEndMs - endedAtMs) <= WORD_END_MS
                ? Duration.ofNanos(nowNanos - endedAtNanos.getAsLong())
                : Duration.ZERO;
    }

    /** When it fell silent, on the conversation's clock; empty while it sounds, and where that is not known. */
    OptionalLong endedAt() {
        return endedAtNanos;
    }

    /** Whether the voice has ended, or seems to, and these words, which end at that offset, are the last ones before. */
    boolean endedBy(long wordsEndMs, long nowNanos) {
        boolean fades = fadedAtNanos.isPresent() && nowNanos - fadedAtNanos.getAsLong() < FADING_NANOS;
        return endedAtNanos.isPresent() && wordsEndMs + WORD_END_MS >= endedAtMs
                || fades && wordsEndMs + WORD_END_MS >= fadedAtMs;
    }
}
