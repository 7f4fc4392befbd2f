package dev.parley.line.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.line.LineMeter;
import dev.parley.media.AudioFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a phone's caller says, as one stream: each frame carries its number, silence is zeros. */
class CallerAudioTest {
    private static final long EPOCH = 1_700_000_000_000L;
    private static final byte SILENCE = 0;

    private final FakeConversation conversation = new FakeConversation("a call", null);
    private final List<Long> missing = new ArrayList<>();
    private final CallerAudio audio = new CallerAudio(AudioFormat.PCM_16K, conversation, "", new MissingMeter(missing));
    private byte frames;

    @Test
    void framesInTimeAreHeardAtOnce() {
        comesAt(0, 20, 40);

        assertThat(heard()).containsExactly((byte) 1, (byte) 2, (byte) 3);
    }

    /** Stamps are times of receipt: they tell of the delay, not of what was said. */
    @Test
    void framesThatComeLateAndInABurstAreHeardWithoutSilenceBetweenThem() {
        comesAt(0, 20, 340, 341, 341, 342, 343, 344, 345, 345, 346, 347, 348, 349, 350, 351, 352, 352, 360, 380);

        assertThat(heard()).doesNotContain(SILENCE).hasSize(20).isSorted();
        assertThat(missing).isEmpty();
    }

    @Test
    void framesThatNeverComeAreHeardAsSilenceInTheirPlace() {
        comesAt(0, 20, 200, 220, 240);

        assertThat(heard())
                .containsExactly(
                        (byte) 1, (byte) 2, SILENCE, SILENCE, SILENCE, SILENCE, SILENCE, SILENCE, SILENCE, SILENCE,
                        (byte) 3, (byte) 4, (byte) 5);
        assertThat(missing).containsExactly(160L);
    }

    @Test
    void whatABurstDoesNotMakeUpForIsSilenceBehindIt() {
        comesAt(0, 20, 340, 341, 342, 343, 360, 380, 400);

        assertThat(heard())
                .startsWith((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5)
                .endsWith((byte) 8, (byte) 9);
        assertThat(missing).hasSize(1).allMatch(ms -> ms >= 200 && ms <= 260);
    }

    private void comesAt(long... timesMs) {
        for (long ms : timesMs) {
            var pcm = new byte[AudioFormat.PCM_16K.frameBytes()];
            pcm[0] = ++frames;
            audio.hear(null, new AcsMessage.Audio(pcm, false, EPOCH + ms, ""), ms * 1_000_000);
        }
    }

    /** The first byte of each frame. */
    private List<Byte> heard() {
        var all = conversation.heard.toByteArray();
        var firsts = new ArrayList<Byte>();
        for (int at = 0; at < all.length; at += AudioFormat.PCM_16K.frameBytes()) {
            firsts.add(all[at]);
        }
        return firsts;
    }

    private record MissingMeter(List<Long> told) implements LineMeter {
        @Override
        public void frameHeard(long nanos) {}

        @Override
        public void stopped(long nanos) {}

        @Override
        public void gap(long nanos) {}

        @Override
        public void missing(long ms) {
            told.add(ms);
        }
    }
}
