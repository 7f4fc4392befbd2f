package dev.parley.emulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.bench.Stopwatches.Stage;
import dev.parley.emulator.tone.ToneEvent;
import dev.parley.emulator.tone.ToneWord;
import dev.parley.emulator.tone.WordEar;
import dev.parley.media.AudioFormat;
import dev.parley.media.Resampler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CannedSpeechTest {
    private static final int RATE = 16_000;

    private final CannedSpeech speech = new CannedSpeech();

    @Test
    void whatIsSaidIsHeardHoweverTheAudioWasCutIntoPieces() {
        var utterance = speech.speak("When are you open, q17?", RATE);

        for (int piece : new int[] {320, 1, 7, 999, utterance.pcm().length}) {
            var events = heard(speech.ear(RATE), utterance.pcm(), piece);
            assertThat(words(events)).as("pieces of " + piece).isEqualTo(utterance.words());
            assertThat(events.getFirst()).isInstanceOf(ToneEvent.Began.class);
            assertThat(events.getLast()).isInstanceOf(ToneEvent.Ended.class);
        }
    }

    @Test
    void speechThatWasCutIsHeardAsFarAsItCameAndBreaksOff() {
        var utterance = speech.speak("One two three four", 24_000);
        var twoWords = Arrays.copyOf(utterance.pcm(), utterance.pcm().length / 2);
        var ear = speech.ear(24_000);

        var events = heard(ear, twoWords, 480);
        events.addAll(heard(ear, new short[24_000], 480));

        assertThat(words(events).stream().map(ToneWord::text)).containsExactly("One", "two");
        assertThat(events.getLast()).isInstanceOf(ToneEvent.Broke.class);
    }

    @Test
    void speechIsUnderstoodBehindAChangeOfTheSampleRate() {
        for (var from : List.of(AudioFormat.PCM_16K, AudioFormat.PCM_24K)) {
            var to = from == AudioFormat.PCM_16K ? AudioFormat.PCM_24K : AudioFormat.PCM_16K;
            var resampler = new Resampler(from, to);
            for (int time = 0; time < 50; time++) {
                var said = bytes(speech.speak("When are you open, q17?", from.sampleRateHz())
                        .pcm());
                var heard = samples(resampler.resample(said, 0, said.length));

                assertThat(words(heard(speech.ear(to.sampleRateHz()), heard, 480)).stream()
                                .map(ToneWord::text))
                        .as("utterance " + time + " from " + from)
                        .containsExactly("When", "are", "you", "open,", "q17?");
            }
        }
    }

    private static byte[] bytes(short[] pcm) {
        var bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return bytes.array();
    }

    private static short[] samples(byte[] pcm) {
        var samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    @Test
    void speechWithoutMarksIsNotUnderstood() {
        var hum = new CannedVoice().words(3, RATE);

        assertThat(heard(speech.ear(RATE), hum, 320)).isEmpty();
    }

    @Test
    void theServersShareOfATurnIsWhatPassedBetweenTheServices() {
        var watches = speech.stopwatches();
        watches.finalSent("tell me of q5");
        watches.asked("tell me of q5");
        watches.told("tell me of q5");
        watches.ordered("About q5, thank you");
        watches.ordered("About q5, again");
        watches.spoken("About q5, thank you");

        speech.witness(RATE).arrived(speech.speak("About q5, thank you", RATE).pcm());

        assertThat(watches.times(Stage.FINAL_TO_FIRST_AUDIO).sorted()).hasSize(1);
        assertThat(watches.times(Stage.AUDIO_TO_LINE).sorted()[0]).isPositive();
    }

    private static List<ToneEvent> heard(WordEar ear, short[] pcm, int piece) {
        var events = new ArrayList<ToneEvent>();
        for (int at = 0; at < pcm.length; at += piece) {
            events.addAll(ear.hear(pcm, at, Math.min(piece, pcm.length - at)));
        }
        return events;
    }

    private static List<ToneWord> words(List<ToneEvent> events) {
        return events.stream()
                .filter(ToneEvent.Heard.class::isInstance)
                .map(event -> ((ToneEvent.Heard) event).word())
                .toList();
    }
}
