package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a call keeps of its audio: memory that each of some hundred calls costs. */
class KeptAudioTest {
    private static final PieceId PIECE = new PieceId(new TurnId(0), 0);
    private static final int SECOND = 16_000;

    private final FakeLine line = new FakeLine(new ManualClock(), Duration.ZERO);
    private final PlayoutRelay relay = new PlayoutRelay(line, () -> {});

    @Test
    void whatWasSentIsLetGoThoughNothingFollowsIt() {
        for (var second = 0; second < 10; second++) {
            relay.play(PIECE, new byte[2 * SECOND]);
        }
        assertThat(relay.keptMs()).isEqualTo(10_000);

        for (var message = 0; message < 100; message++) {
            relay.sent(PIECE, SECOND / 10);
        }
        assertThat(relay.keptMs())
                .as("for playback that is stopped and goes on")
                .isBetween(2_000L, 4_000L);
    }

    @Test
    void nothingIsKeptOnceNobodyCouldGoOn() {
        relay.play(PIECE, new byte[2 * SECOND]);
        relay.sent(PIECE, SECOND);
        relay.forgetHeard();
        assertThat(relay.keptMs()).isZero();
    }

    @Test
    void aCallKeepsNoAudioWhileItListens() {
        var dialogue = Dialogue.begins().after(Duration.ofSeconds(6));
        assertThat(dialogue.conversation.describe()).endsWith(" 0 ms of audio kept");
    }
}
