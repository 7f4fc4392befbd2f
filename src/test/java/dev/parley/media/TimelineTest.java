package dev.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long MS = 1_000_000;
    private static final long EPOCH = 1_700_000_000_000L;
    private static final int FRAME = 640;

    private final Timeline timeline = new Timeline(AudioFormat.PCM_16K);

    @Test
    void framesInTimeMissNothing() {
        for (var at = 0; at < 2_000; at += 20) {
            assertThat(frame(at, at)).isZero();
        }
        assertThat(timeline.positionMs()).isEqualTo(2_000);
    }

    @Test
    void jitterIsNoLoss() {
        frame(0, 0);
        assertThat(frame(75, 75)).isZero();
    }

    @Test
    void lostTimeIsFilledOnceWithWholeFrames() {
        frame(0, 0);
        assertThat(frame(510, 512)).isEqualTo(480 * 32);
        assertThat(frame(530, 531)).isZero();
        assertThat(timeline.positionMs()).isEqualTo(540);
    }

    @Test
    void stampsThatOurOwnClockDoesNotConfirmFillNothing() {
        frame(0, 0);
        assertThat(frame(10_000, 20)).isZero();
        assertThat(frame(20, 10_000)).isZero();
    }

    @Test
    void speechFasterThanRealTimeFillsNothing() {
        for (var index = 0; index < 500; index++) {
            assertThat(frame(index, index)).isZero();
        }
    }

    @Test
    void anOutageIsFilledByNoMoreThanFiveSeconds() {
        frame(0, 0);
        assertThat(frame(60_000, 60_000)).isEqualTo(5_000 * 32);
        assertThat(frame(60_020, 60_020)).isZero();
        assertThat(frame(60_540, 60_540)).isEqualTo(500 * 32);
    }

    @Test
    void aClockThatIsSetFillsNothingAndWhatIsLostAfterwardsIsFilled() {
        for (var jump : new long[] {-3_600_000, 3_600_000, -86_400_000_000L}) {
            var stream = new Timeline(AudioFormat.PCM_16K);
            stream.missingBytes(EPOCH, 0);
            stream.fed(FRAME);
            assertThat(stream.missingBytes(EPOCH + jump + 20, 20 * MS)).isZero();
            stream.fed(FRAME);

            assertThat(stream.missingBytes(EPOCH + jump + 40, 600 * MS))
                    .as("a late frame")
                    .isZero();
            stream.fed(FRAME);
            assertThat(stream.missingBytes(EPOCH + jump + 1_060, 1_060 * MS))
                    .as("a second was lost")
                    .isEqualTo(1_000 * 32);
        }
    }

    @Test
    void framesWithoutStampFillNothing() {
        frame(0, 0);
        assertThat(timeline.missingBytes(0, 9_000 * MS)).isZero();
    }

    private int frame(long stampMs, long arrivedMs) {
        var missing = timeline.missingBytes(EPOCH + stampMs, arrivedMs * MS);
        timeline.fed(missing);
        timeline.fed(FRAME);
        return missing;
    }
}
