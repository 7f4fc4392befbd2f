package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlayoutRelayTest {
    private static final PieceId FIRST = new PieceId(new TurnId(1), 0);
    private static final PieceId SECOND = new PieceId(new TurnId(1), 1);
    private static final int SAMPLES = 320;

    private final PlayoutRelay relay = new PlayoutRelay(new FakeLine(new ManualClock(), Duration.ZERO), () -> {});

    @Test
    void aReportIsNewsWhereAPieceBeginsAndWhereNothingWaitsBehindIt() {
        give(FIRST, 3);
        give(SECOND, 1);
        give(SECOND, 1);

        assertThat(relay.sent(FIRST, SAMPLES)).as("begins").isTrue();
        assertThat(relay.sent(FIRST, SAMPLES)).as("goes on").isFalse();
        assertThat(relay.sent(FIRST, SAMPLES)).as("ends, with another behind").isFalse();
        assertThat(relay.sent(SECOND, SAMPLES)).as("the other begins").isTrue();
        assertThat(relay.sent(SECOND, SAMPLES)).as("nothing behind it").isTrue();
    }

    @Test
    void aPieceThatGrowsAsFastAsItIsSentIsAlwaysNews() {
        for (int i = 0; i < 5; i++) {
            give(FIRST, 1);
            assertThat(relay.sent(FIRST, SAMPLES)).isTrue();
        }
    }

    private void give(PieceId piece, int frames) {
        relay.play(piece, new byte[frames * SAMPLES * 2]);
    }
}
