package dev.parley.emulator.realtime.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.realtime.webrtc.Playout.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What leaves for the browser's ear, and what is known of it when it is cut. */
class PlayoutTest {
    private static final int FRAME = 240;

    private final List<String> told = new ArrayList<>();
    private final Playout playout = new Playout(id -> told.add("started " + id), id -> told.add("stopped " + id));

    @Test
    void silenceLeavesWhereNothingWaits() {
        assertThat(playout.next()).hasSize(FRAME).containsOnly(0);
        assertThat(told).isEmpty();
    }

    @Test
    void aResponseIsToldOfWhenItsFirstSoundLeavesAndWhenItsLastHasLeft() {
        playout.add("r1", "i1", sound(FRAME + 100));
        playout.end("r1");

        assertThat(playout.next()).containsOnly(1);
        assertThat(told).containsExactly("started r1");
        assertThat(Arrays.copyOf(playout.next(), 101)).endsWith(1, 0);
        assertThat(told).containsExactly("started r1", "stopped r1");
    }

    @Test
    void aCutKnowsHowMuchOfEachItemWasHeard() {
        playout.add("r1", "i1", sound(10 * FRAME));
        playout.end("r1");
        playout.add("r2", "i2", sound(FRAME));
        playout.next();
        playout.next();

        assertThat(playout.cut()).containsExactly(new Cut("r1", "i1", 20), new Cut("r2", "i2", 0));
        assertThat(playout.next()).containsOnly(0);
        assertThat(playout.cut()).isEmpty();
    }

    @Test
    void aResponseWithoutSoundEndsWithoutAWord() {
        playout.end("r1");
        playout.next();

        assertThat(told).isEmpty();
    }

    @Test
    void whatWaitsIsBounded() {
        assertThat(playout.add("r1", "i1", sound(600 * Playout.RATE_HZ))).isTrue();
        assertThat(playout.add("r1", "i1", sound(1))).isFalse();
    }

    private static short[] sound(int samples) {
        var pcm = new short[samples];
        Arrays.fill(pcm, (short) 1);
        return pcm;
    }
}
