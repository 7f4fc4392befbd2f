package dev.parley.emulator.realtime.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.realtime.settings.AudioCodec;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneEvent;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From a browser's frames of 10 ms to events of the session. */
class MicrophoneTest {
    private static final int FRAME = 480;

    private final Microphone microphone = new Microphone();

    @Test
    void wordsSurviveTheHalvingOfTheRate() {
        short[] spoken = ToneEncoder.encode("open on Saturday?", 48_000).pcm();
        var ear = new ToneDecoder(24_000);

        var words = Stream.iterate(0, at -> at < spoken.length, at -> at + FRAME)
                .flatMap(at -> heard(Arrays.copyOfRange(spoken, at, at + FRAME)))
                .flatMap(pcm -> ear.hear(pcm, 0, pcm.length).stream())
                .filter(ToneEvent.Heard.class::isInstance)
                .map(event -> ((ToneEvent.Heard) event).word().text())
                .toList();

        assertThat(words).containsExactly("open", "on", "Saturday?");
    }

    @Test
    void whatNobodyCouldHearAtHalfTheRateIsNotHeard() {
        var shrill = new short[4_800];
        for (int i = 0; i < shrill.length; i++) {
            shrill[i] = (short) (10_000 * Math.sin(2 * Math.PI * 18_000 * i / 48_000));
        }

        short[] halved = new Halving().halved(shrill);

        for (int i = 100; i < halved.length; i++) {
            assertThat(Math.abs(halved[i])).as("sample %d", i).isLessThan(100);
        }
    }

    private Stream<short[]> heard(short[] frame) {
        microphone.hear(frame);
        return microphone
                .append(AudioCodec.PCM)
                .map(event -> Json.createReader(new StringReader(event)).readObject())
                .map(event -> AudioCodec.PCM.samples(event.getString("audio"), "audio"))
                .stream();
    }
}
