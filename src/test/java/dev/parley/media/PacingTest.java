package dev.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
    private static final long MS = 1_000_000;
    private static final long START = 77 * MS;

    @Test
    void theFirstFrameLeavesAtOnceAndAlone() {
        var pacing = new Pacing(AudioFormat.PCM_16K, 200);

        assertThat(pacing.due(START, 32_000, false)).isEqualTo(640);
        assertThat(pacing.due(START, 639, false)).isZero();
        assertThat(pacing.due(START, 639, true)).isEqualTo(639);
    }

    @ParameterizedTest
    @CsvSource({"16000,200", "24000,200", "16000,40", "24000,100", "16000,400", "8000,130"})
    void neverMoreThanTheLeadIsAheadAndTheFarEndNeverRunsDry(int rate, int leadMs) {
        var format = new AudioFormat(rate);
        var pacing = new Pacing(format, leadMs);
        var sent = 0L;
        for (var now = START; now < START + 10_000 * MS; now += 20 * MS) {
            for (int due; (due = pacing.due(now, 1_000_000, false)) > 0; sent += due) {
                pacing.sent(now, due);
                assertThat(pacing.aheadNanos(now)).isLessThanOrEqualTo(leadMs * MS);
            }
            var played = (now - START) / MS;
            assertThat(format.msOf(sent)).as("sent at " + played + " ms").isGreaterThanOrEqualTo(played + 20);
        }
    }

    @Test
    void messagesAreLongBecauseEachCostsTheSame() {
        var pacing = new Pacing(AudioFormat.PCM_16K, 200);
        var messages = 0;
        for (var now = START; now < START + 1_000 * MS; now += 20 * MS) {
            for (int due; (due = pacing.due(now, 1_000_000, false)) > 0; messages++) {
                pacing.sent(now, due);
            }
        }
        assertThat(messages).as("messages of one second").isLessThanOrEqualTo(16);
    }

    @Test
    void aRemainderWaitsForMoreUntilTwoFramesAreLeftToPlay() {
        var pacing = new Pacing(AudioFormat.PCM_16K, 200);
        pacing.sent(START, AudioFormat.PCM_16K.bytesIn(100));

        assertThat(pacing.due(START, 700, true)).isZero();
        assertThat(pacing.due(START + 60 * MS, 700, true)).isEqualTo(640);
        assertThat(pacing.due(START + 60 * MS, 60, false)).isZero();
        assertThat(pacing.due(START + 60 * MS, 60, true)).isEqualTo(60);
    }

    @Test
    void afterAStopTheNextFrameLeavesAtOnce() {
        var pacing = new Pacing(AudioFormat.PCM_16K, 200);
        pacing.sent(START, AudioFormat.PCM_16K.bytesIn(200));
        assertThat(pacing.due(START, 32_000, false)).isZero();

        pacing.stopped();

        assertThat(pacing.due(START, 32_000, false)).isEqualTo(640);
    }

    @Test
    void aLeadBeyondItsRangeIsRefused() {
        assertThatThrownBy(() -> new Pacing(AudioFormat.PCM_16K, 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pacing(AudioFormat.PCM_16K, 500)).isInstanceOf(IllegalArgumentException.class);
    }
}
