package dev.parley.conversation;

import java.util.Optional;

/** The guess that was taken for an utterance because its final did not come; that may still come. Belongs to the conversation's thread. */
final class Adopted {
    /** Two recognisers place the end of the same words by less apart. */
    private static final long SAME_WORDS_MS = 200;

    private Optional<Guess> guess = Optional.empty();

    /** What the recogniser believes so far; offsets in milliseconds of the caller's audio. */
    record Guess(String text, long offsetMs, long endMs, long atNanos) {}

    void is(Guess taken) {
        guess = Optional.of(taken);
    }

    /** Whether another recogniser guesses at what was already taken for said: only its final tells more. */
    boolean isHeardAgain(long offsetMs, long endMs) {
        return guess.filter(taken -> offsetMs < taken.endMs() && endMs <= taken.endMs() + SAME_WORDS_MS)
                .isPresent();
    }

    /** A final came: the guess of which it is the final. */
    Optional<Guess> finallyAt(long offsetMs) {
        var before = guess.filter(taken -> offsetMs < taken.endMs());
        forget();
        return before;
    }

    /** Its final will not come, or counts on another clock. */
    void forget() {
        guess = Optional.empty();
    }
}
