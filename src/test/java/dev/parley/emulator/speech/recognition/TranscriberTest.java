package dev.parley.emulator.speech.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TranscriberTest {
    private static final int RATE = 16_000;

    private final List<Transcript> told = new ArrayList<>();
    private Transcriber transcriber = new Transcriber(RATE, 500, OptionalInt.empty());

    @Test
    void aPhraseIsFinishedByItsSilenceAndPartialsComeBefore() {
        hear(ToneEncoder.encode("Hello there, how are you?", RATE).pcm());
        assertThat(phrases()).isEmpty();
        assertThat(partials()).hasSizeGreaterThan(3);
        silence(480);
        assertThat(phrases()).isEmpty();
        silence(60);
        assertThat(phrases()).containsExactly("Hello there, how are you?");
        assertThat(told.getFirst()).isInstanceOf(Transcript.SpeechStarted.class);
    }

    @Test
    void aPauseLongerThanTheSegmentationSilenceMakesTwoPhrases() {
        hear(ToneEncoder.encode("I would like two pizzas", RATE, word -> word == 1 ? 800 : 0)
                .pcm());
        silence(600);
        assertThat(phrases()).containsExactly("I would", "like two pizzas");
    }

    @Test
    void partialsAreWrongAtTheirEndAloneAndAreRightAgainLater() {
        var text = "the quick brown fox jumps over the lazy dog and runs far away from the noisy hunter today";
        hear(ToneEncoder.encode(text, RATE, word -> 250).pcm());
        silence(600);
        var words = List.of(text.split(" "));
        var partials = partials();
        assertThat(partials).anySatisfy(partial -> assertThat(text).doesNotStartWith(partial));
        assertThat(partials).allSatisfy(partial -> {
            var guess = List.of(partial.split(" "));
            int sure = Math.max(0, guess.size() - 4);
            assertThat(guess.subList(0, sure)).isEqualTo(words.subList(0, sure));
        });
        assertThat(phrases()).containsExactly(text);
    }

    @Test
    void theSameWordsGoWrongTheSameWay() {
        var words = ToneEncoder.encode("are you open on Saturday?", RATE).words();
        for (int i = 1; i <= words.size(); i++) {
            var first = words.subList(0, i);
            assertThat(PartialErrors.guess(first)).isEqualTo(PartialErrors.guess(first));
        }
    }

    @Test
    void aShortNoiseIsNothingAndALongOneNoWords() {
        hear(noise(200));
        silence(1_000);
        assertThat(told).allSatisfy(each -> assertThat(each).isInstanceOf(Transcript.SpeechStarted.class));
        hear(noise(600));
        silence(1_000);
        assertThat(told.getLast()).isInstanceOf(Transcript.NoMatch.class);
        assertThat(phrases()).isEmpty();
    }

    @Test
    void aVoiceThatIsNotToneSpeechGetsThePlaceholder() {
        hear(vowel(900));
        silence(600);
        assertThat(phrases()).containsExactly(VoicedSound.PLACEHOLDER);
    }

    @Test
    void whatWasBeingSaidWhenTheAudioEndsIsAPhrase() {
        hear(ToneEncoder.encode("Two three", RATE).pcm());
        told.addAll(transcriber.end());
        assertThat(phrases()).containsExactly("Two three");
    }

    @Test
    void aWordThatWasCutIsNotReported() {
        var spoken = ToneEncoder.encode("Complete incomplete", RATE);
        hear(Arrays.copyOf(spoken.pcm(), (int) spoken.words().getFirst().endSample() + 2_000));
        silence(600);
        assertThat(phrases()).containsExactly("Complete");
    }

    @Test
    void whoSaysNothingIsToldSo() {
        transcriber = new Transcriber(RATE, 500, OptionalInt.of(2_000));
        silence(1_900);
        assertThat(told).isEmpty();
        silence(200);
        assertThat(told).hasOnlyElementsOfType(Transcript.InitialSilence.class).hasSize(1);
    }

    @Test
    void wordsAreFarApartWhenALongWordIsSpokenAndStayOnePhrase() {
        var text = "x Donaudampfschifffahrtsgesellschaftskapitän y";
        hear(ToneEncoder.encode(text, RATE).pcm());
        silence(600);
        assertThat(phrases()).containsExactly(text);
    }

    private void hear(short[] pcm) {
        told.addAll(transcriber.hear(pcm));
    }

    private void silence(int ms) {
        hear(new short[ms * RATE / 1000]);
    }

    private List<String> phrases() {
        return told.stream()
                .filter(Transcript.Phrase.class::isInstance)
                .map(each -> String.join(
                        " ",
                        ((Transcript.Phrase) each)
                                .words().stream().map(ToneWord::text).toList()))
                .toList();
    }

    private List<String> partials() {
        return told.stream()
                .filter(Transcript.Partial.class::isInstance)
                .map(each -> ((Transcript.Partial) each).text())
                .toList();
    }

    private static short[] noise(int ms) {
        var random = new Random(1);
        var pcm = new short[ms * RATE / 1000];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (random.nextGaussian() * 4_000);
        }
        return pcm;
    }

    /** A buzz at 120 Hz with falling harmonics. */
    private static short[] vowel(int ms) {
        var pcm = new short[ms * RATE / 1000];
        for (int i = 0; i < pcm.length; i++) {
            double sum = 0;
            for (int harmonic = 1; harmonic < 12; harmonic++) {
                sum += Math.sin(2 * Math.PI * 120 * harmonic * i / RATE) / harmonic;
            }
            pcm[i] = (short) (sum * 4_000);
        }
        return pcm;
    }
}
