package dev.parley.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a talker says as one stream in real time. */
class TalkerAudioTest {
    private static final long SECOND = 1_000_000_000L;

    private final TalkFakes.Conversation conversation = new TalkFakes.Conversation();
    private final TalkerAudio audio = new TalkerAudio(conversation, Duration.ofSeconds(5));

    @Test
    void whoSendsNothingYetIsNotPadded() {
        audio.tick(5 * SECOND);

        assertThat(conversation.heardMs()).isZero();
    }

    @Test
    void aGapIsHeardAsSilenceInRealTime() {
        audio.hear(second(), 0);
        for (long ms = 0; ms < 4_000; ms += 20) {
            audio.tick(ms * 1_000_000);
        }

        assertThat(conversation.heardMs()).isBetween(3_500L, 4_000L);
    }

    @Test
    void jitterOfANetworkIsNoGap() {
        audio.hear(second(), 0);
        audio.tick(SECOND + 250_000_000);
        audio.hear(second(), SECOND + 250_000_000);

        assertThat(conversation.heardMs()).isEqualTo(2_000);
    }

    /** What the talker said meanwhile is yet to be read. */
    @Test
    void aPauseOfThisMachineIsNoGap() {
        audio.hear(second(), 0);
        for (long ms = 0; ms < 1_000; ms += 20) {
            audio.tick(ms * 1_000_000);
        }
        audio.tick(SECOND + 900_000_000);
        audio.tick(SECOND + 920_000_000);
        audio.hear(second(), SECOND + 921_000_000);

        assertThat(conversation.heardMs()).isEqualTo(2_000);
    }

    @Test
    void lettingGoOfTheButtonEndsWhatWasSaid() {
        audio.spoken(0);
        assertThat(conversation.heardMs()).as("nothing was said").isZero();

        audio.hear(second(), 0);
        audio.spoken(SECOND);
        assertThat(conversation.heardMs()).as("longer than the persona waits").isGreaterThan(6_000);
    }

    @Test
    void aRecordingMayComeAtOnceButNotForEver() {
        for (int i = 0; i < 61; i++) {
            assertThat(audio.hear(second(), 0)).isTrue();
        }

        assertThat(audio.hear(second(), 0)).isFalse();
        assertThat(audio.hear(second(), 10 * SECOND)).as("later there is room").isTrue();
    }

    private static byte[] second() {
        return new byte[48_000];
    }
}
