package dev.parley.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.TurnId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far a browser's play-out is behind, by its own reports. */
class LagTest {
    private static final TurnId TURN = new TurnId(3);

    private final Lag lag = new Lag();

    @Test
    void isWhatWasReckonedLessWhatWasPlayed() {
        lag.sent(TURN, Duration.ofMillis(1_000), 0);

        assertThat(lag.reported(TURN, Duration.ofMillis(300), ms(500))).contains(Duration.ofMillis(200));
    }

    @Test
    void isToldAgainOnlyWhenItChangedByMoreThanHalfASyllable() {
        lag.sent(TURN, Duration.ofMillis(2_000), 0);
        lag.reported(TURN, Duration.ofMillis(300), ms(500));

        assertThat(lag.reported(TURN, Duration.ofMillis(390), ms(600))).isEmpty();
        assertThat(lag.reported(TURN, Duration.ofMillis(400), ms(700))).contains(Duration.ofMillis(300));
    }

    @Test
    void believesNoReportFromTheFutureOrOfAnotherTurnOrOnceAllIsPlayed() {
        lag.sent(TURN, Duration.ofMillis(1_000), 0);

        assertThat(lag.reported(TURN, Duration.ofMillis(900), ms(500))).isEmpty();
        assertThat(lag.reported(new TurnId(2), Duration.ofMillis(300), ms(500))).isEmpty();
        assertThat(lag.reported(TURN, Duration.ofMillis(700), ms(1_000))).isEmpty();
        lag.stopped();
        assertThat(lag.reported(TURN, Duration.ofMillis(300), ms(500))).isEmpty();
    }

    private static long ms(long ms) {
        return ms * 1_000_000;
    }
}
