package dev.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.tone.ToneEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulator's callers speak in tones: their turns begin and end by the same detector. */
class ToneSpeechIsVoiceTest {
    @ParameterizedTest
    @ValueSource(ints = {16_000, 24_000})
    void toneSpeechIsOneVoiceFromItsFirstWordToItsLast(int rate) {
        var format = new AudioFormat(rate);
        var samples = ToneEncoder.encode("When are you open on Monday?", rate).pcm();
        var edges = new ArrayList<String>();
        var detector = new VoiceActivity(format, new VoiceActivity.Listener() {
            @Override
            public void voiceBegan(long offsetMs) {
                edges.add("began " + (offsetMs < 1_200 ? "at once" : offsetMs));
            }

            @Override
            public void voiceFaded(long offsetMs) {}

            @Override
            public void voiceEnded(long offsetMs, long quietMs) {
                edges.add("ended");
            }
        });
        var silence = new byte[format.bytesIn(1_000)];
        var speech = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        speech.asShortBuffer().put(samples);

        detector.hear(silence, 0, silence.length);
        detector.hear(speech.array(), 0, 2 * samples.length);
        detector.hear(silence, 0, silence.length);

        assertThat(edges).containsExactly("began at once", "ended");
    }
}
