package dev.parley.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses passwords: after some wrong ones each further one costs a pause twice as long. Nobody is locked out for
 * good, so nobody can lock out others. Thread-safe; remembers the latest ten thousand guessers.
 */
final class Attempts {
    private static final int FREE = 5; // a forgetful user's share
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST_GUESSERS = 10_000;
    private static final int LARGEST_SHIFT = 6; // 2^6 s is beyond the longest pause

    private final LongSupplier nanos;
    private final Map<String, Guesses> byGuesser = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
            return size() > MOST_GUESSERS;
        }
    };

    private record Guesses(int wrong, long lastNanos) {}

    /** @param nanos a clock that only runs forward */
    Attempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long this guesser must wait before the next password is looked at; zero: it is looked at now. */
    synchronized Duration pause(String guesser) {
        var guesses = byGuesser.get(guesser);
        if (guesses == null || guesses.wrong() < FREE) {
            return Duration.ZERO;
        }
        var whole = Duration.ofSeconds(1L << Math.min(LARGEST_SHIFT, guesses.wrong() - FREE + 1));
        var pause = whole.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : whole;
        var left = pause.minus(since(guesses));
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void wrong(String guesser) {
        var before = byGuesser.get(guesser);
        boolean forgotten = before == null || since(before).compareTo(FORGOTTEN_AFTER) > 0;
        byGuesser.put(guesser, new Guesses(forgotten ? 1 : before.wrong() + 1, nanos.getAsLong()));
    }

    synchronized void right(String guesser) {
        byGuesser.remove(guesser);
    }

    private Duration since(Guesses guesses) {
        return Duration.ofNanos(nanos.getAsLong() - guesses.lastNanos());
    }
}
