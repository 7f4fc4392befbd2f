package dev.parley.emulator.acs.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlayOutTest {
    private static final int RATE = 16_000;
    private static final int FRAME = 320;

    private final PlayOut playOut = new PlayOut(RATE);

    private static short[] piece(int samples, int value) {
        short[] pcm = new short[samples];
        Arrays.fill(pcm, (short) value);
        return pcm;
    }

    @Test
    void piecesOfAnySizeBecomeFramesWithoutASeam() {
        playOut.queue(piece(100, 1));
        playOut.queue(piece(500, 2));
        playOut.queue(piece(40, 3));

        short[] first = playOut.next(0);
        short[] second = playOut.next(20);

        assertThat(first).hasSize(FRAME).startsWith((short) 1).endsWith((short) 2);
        assertThat(second[279]).isEqualTo((short) 2);
        assertThat(second[280]).isEqualTo((short) 3);
        assertThat(playOut.next(40)).isNull();
    }

    @Test
    void aStopDropsWhatIsQueuedAtOnce() {
        playOut.queue(piece(10 * FRAME, 1));
        playOut.next(0);

        assertThat(playOut.stop(10)).isEqualTo(9 * FRAME);
        assertThat(playOut.next(20)).isNull();
        assertThat(playOut.playing()).isFalse();
        assertThat(playOut.quietMs(110)).isEqualTo(100);
    }

    @Test
    void whatComesAfterAStopIsPlayedBecauseNothingTellsItFromTheNextTurn() {
        playOut.queue(piece(FRAME, 1));
        playOut.stop(0);
        playOut.queue(piece(FRAME, 2));

        assertThat(playOut.next(20)).startsWith((short) 2);
        assertThat(playOut.spurt()).isEqualTo(2);
    }

    @Test
    void theQueueIsBounded() {
        short[] minute = piece(60 * RATE, 1);
        for (int i = 0; i < 5; i++) {
            assertThat(playOut.queue(minute)).isTrue();
        }
        assertThat(playOut.queue(piece(1, 1))).isFalse();
        assertThat(playOut.queuedMs()).isEqualTo(300_000);
    }

    @Test
    void theDownlinkDelaysWhatLeavesTheQueue() {
        var downlink = new Downlink(80, 0, 1);
        short[] sound = piece(FRAME, 7);

        assertThat(downlink.pass(sound, 1).pcm()).isNull();
        for (int i = 0; i < 3; i++) {
            assertThat(downlink.pass(null, 1).pcm()).isNull();
        }
        assertThat(downlink.pass(null, 1).pcm()).isSameAs(sound);
    }

    @Test
    void jitterChangesTheDelayBetweenStretchesOfSpeechAndTearsNone() {
        var downlink = new Downlink(40, 200, 5);
        int[] delays = new int[20];
        for (int spurt = 0; spurt < delays.length; spurt++) {
            for (int i = 0; i < 60; i++) {
                short[] sound = i < 20 ? piece(FRAME, i + 1) : null;
                var arriving = downlink.pass(sound, spurt);
                if (arriving.pcm() != null && arriving.pcm()[0] == 1) {
                    delays[spurt] = i;
                }
                if (i >= delays[spurt] && i < delays[spurt] + 20 && delays[spurt] > 0) {
                    assertThat(arriving.pcm()).startsWith((short) (i - delays[spurt] + 1));
                }
            }
        }
        assertThat(Arrays.stream(delays).distinct().count()).isGreaterThan(3);
        assertThat(Arrays.stream(delays)).allMatch(delay -> delay >= 2 && delay <= 12);
    }
}
