package dev.parley.emulator.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AudioTest {
    @Test
    void samplesAreLittleEndianBytesAndBack() {
        short[] samples = {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE};
        assertThat(Pcm.bytes(samples)).containsExactly(0, 0, 1, 0, -1, -1, -1, 127, 0, -128);
        assertThat(Pcm.samples(Pcm.bytes(samples))).isEqualTo(samples);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Pcm.samples(new byte[3]));
    }

    @Test
    void mixingIsLimitedAndAsLongAsTheLongerSignal() {
        assertThat(Pcm.mixed(new short[] {30_000, -5}, new short[] {30_000, 3, 7}))
                .containsExactly(Short.MAX_VALUE, (short) -2, (short) 7);
    }

    @Test
    void theHeaderOfTheNativeSdkIsRead() {
        var bytes = ByteBuffer.wrap(HexFormat.ofDelimiter(" ")
                .parseHex(
                        "52 49 46 46 00 00 00 00 57 41 56 45 66 6d 74 20 10 00 00 00 01 00 01 00 80 3e 00 00 00 7d 00 00"
                                + " 02 00 10 00 64 61 74 61 00 00 00 00"));
        assertThat(WavHeader.read(bytes)).isEqualTo(new WavHeader(16_000, 1));
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void aHeaderThatIsWrittenIsRead() {
        var header = new WavHeader(24_000, 2);
        assertThat(WavHeader.read(ByteBuffer.wrap(header.bytes(4_800)))).isEqualTo(header);
    }

    @Test
    void whatIsNoHeaderIsRefused() {
        byte[] broken = new WavHeader(16_000, 1).bytes(0);
        broken[34] = 8;
        assertThatExceptionOfType(WavHeader.BadWavException.class)
                .isThrownBy(() -> WavHeader.read(ByteBuffer.wrap(broken)));
        assertThatExceptionOfType(WavHeader.BadWavException.class)
                .isThrownBy(() -> WavHeader.read(ByteBuffer.wrap(new byte[44])));
        assertThatExceptionOfType(WavHeader.BadWavException.class)
                .isThrownBy(() -> WavHeader.read(ByteBuffer.wrap(new byte[10])));
    }

    @Test
    void aToneKeepsItsPitchAndLoudnessAtAnotherRate() {
        var tone = tone(1_000, 22_050);
        short[] resampled = Resampler.resampled(tone, 22_050, 16_000);
        short[] expected = tone(1_000, 16_000);
        assertThat(resampled.length).isEqualTo(16_000);
        for (int i = 1_000; i < 15_000; i++) {
            assertThat((int) resampled[i]).as("sample " + i).isCloseTo(expected[i], within(150));
        }
    }

    private static short[] tone(int hz, int rate) {
        var pcm = new short[rate];
        for (int i = 0; i < rate; i++) {
            pcm[i] = (short) (10_000 * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return pcm;
    }
}
