package dev.parley.line;

import dev.parley.conversation.TurnId;
import java.time.Duration;
import java.util.Optional;

/** How far the far end's play-out is behind what was sent, where it tells. Its line guards it. */
final class Lag {
    /** Less does not matter: a word is longer. */
    private static final long WORTH_TELLING_MS = 20;
    /** What is further behind is a wrong report. */
    private static final long MOST_MS = 3_000;

    private TurnId turn = new TurnId(-1);
    private long sentNanos;
    private long playedUntil = Long.MIN_VALUE;
    private long toldMs = -1;

    /** Audio of that turn was handed to the socket. */
    void sent(TurnId of, Duration audio, long nowNanos) {
        if (!of.equals(turn)) {
            turn = of;
            sentNanos = 0;
        }
        sentNanos += audio.toNanos();
        playedUntil = Math.max(playedUntil, nowNanos) + audio.toNanos();
    }

    void stopped() {
        playedUntil = Long.MIN_VALUE;
    }

    /** The far end has played so much of that turn; how far it is behind, where that is news. */
    Optional<Duration> reported(TurnId of, Duration played, long nowNanos) {
        if (!of.equals(turn) || playedUntil <= nowNanos) {
            return Optional.empty(); // it is over, and so all or nothing is played
        }
        long reckoned = sentNanos - (playedUntil - nowNanos);
        long ms = (reckoned - played.toNanos()) / 1_000_000;
        if (ms < 0 || ms > MOST_MS || Math.abs(ms - toldMs) < WORTH_TELLING_MS) {
            return Optional.empty();
        }
        toldMs = ms;
        return Optional.of(Duration.ofMillis(ms));
    }
}
