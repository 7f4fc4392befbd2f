package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.AudioFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The caller's audio on its way to the model. */
class CallerAudioTest {
    private static final int FRAME = AudioFormat.PCM_24K.frameBytes();
    private static final long TICK = 20_000_000;

    private final List<Integer> batches = new ArrayList<>();
    private final CallerAudio audio = new CallerAudio(AudioFormat.PCM_16K, pcm -> batches.add(pcm.length));
    private long now;

    @Test
    void silenceGoesInBatchesOfATenthOfASecond() {
        for (int i = 0; i < 10; i++) {
            frame(10);
        }

        assertThat(batches).containsExactly(5 * FRAME, 5 * FRAME);
    }

    @Test
    void whatIsLoudGoesAtOnceWithTheQuietBeforeIt() {
        frame(10);
        frame(10);
        frame(3_000);
        frame(3_000);

        assertThat(batches).containsExactly(3 * FRAME, FRAME);
    }

    @Test
    void allOfATurnGoesAtOnce() {
        audio.inTurn(true);
        frame(10);
        frame(10);

        assertThat(batches).containsExactly(FRAME, FRAME);
    }

    @Test
    void aFarEndThatFallsSilentInATurnIsPaddedForTwoSeconds() {
        audio.inTurn(true);
        frame(3_000);
        batches.clear();

        for (int i = 0; i < 500; i++) {
            audio.tick(now += TICK);
        }

        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100 * FRAME);
    }

    /** Silence in the middle of a word spoils it. */
    @Test
    void aFrameThatIsHalfASecondLateIsNotPadded() {
        audio.inTurn(true);
        frame(3_000);
        batches.clear();

        for (int i = 0; i < 25; i++) {
            audio.tick(now += TICK);
        }
        assertThat(batches).isEmpty();

        audio.tick(now += TICK);
        assertThat(batches).containsExactly(5 * FRAME);
    }

    /** What the caller said meanwhile is yet to be read. */
    @Test
    void aPauseOfThisMachineIsNotPadded() {
        audio.inTurn(true);
        frame(3_000);
        batches.clear();

        now += 800_000_000;
        audio.tick(now += TICK);
        audio.tick(now += TICK);
        frame(3_000);

        assertThat(batches).containsExactly(FRAME);
    }

    @Test
    void nothingIsPaddedBetweenTurns() {
        frame(3_000);
        batches.clear();

        for (int i = 0; i < 500; i++) {
            audio.tick(now += TICK);
        }

        assertThat(batches).isEmpty();
    }

    private void frame(int level) {
        var pcm = new byte[AudioFormat.PCM_16K.frameBytes()];
        for (int i = 0; i < pcm.length; i += 2) {
            pcm[i] = (byte) level;
            pcm[i + 1] = (byte) (level >> 8);
        }
        audio.hear(pcm, 0, pcm.length, now += TICK);
    }
}
