package dev.parley.emulator.tone;

import static dev.parley.emulator.tone.Channel.decoded;
import static dev.parley.emulator.tone.Channel.joined;
import static dev.parley.emulator.tone.Channel.silence;
import static dev.parley.emulator.tone.Channel.told;
import static dev.parley.emulator.tone.Channel.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of tone speech over channels drawn by seeded chance; a failure names its seed. */
class ToneSpeechTest {
    private static final int[] RATES = {8_000, 16_000, 24_000};
    private static final String ALPHABET =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"-€äöüß中文語🙂";

    @Test
    void textComesThroughEveryChannelWordForWord() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            String text = text(random, 1 + random.nextInt(8));
            int rate = RATES[random.nextInt(RATES.length)];
            short[] pcm = joined(
                    silence(random.nextInt(rate)),
                    ToneEncoder.encode(text, rate).pcm(),
                    silence(rate / 10));
            if (random.nextBoolean()) {
                int other = RATES[random.nextInt(RATES.length)];
                pcm = Channel.resampled(pcm, rate, other);
                rate = other;
            }
            if (random.nextBoolean()) {
                pcm = Channel.phoneBand(pcm, rate);
            }
            pcm = Channel.gain(pcm, -20 + random.nextDouble() * 26);
            if (random.nextBoolean()) {
                pcm = Channel.noisy(pcm, 15, random);
            }

            assertThat(told(decoded(pcm, rate, random))).as("seed " + seed).isEqualTo("< " + text + " >");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000})
    void wordsAreFoundWhereTheyWerePut(int rate) {
        var spoken = ToneEncoder.encode("Hello there, how are you?", rate);
        int offset = 1_234;

        var heard = decoded(joined(silence(offset), spoken.pcm(), silence(rate / 10)), rate, new Random(1)).stream()
                .filter(ToneEvent.Heard.class::isInstance)
                .map(event -> ((ToneEvent.Heard) event).word())
                .toList();

        assertThat(heard).extracting(ToneWord::text).containsExactly("Hello", "there,", "how", "are", "you?");
        for (int i = 0; i < heard.size(); i++) {
            var tolerance = within((long) rate / 200);
            assertThat(heard.get(i).startSample())
                    .isCloseTo(spoken.words().get(i).startSample() + offset, tolerance);
            assertThat(heard.get(i).endSample()).isCloseTo(spoken.words().get(i).endSample() + offset, tolerance);
        }
    }

    @Test
    void aSentenceTakesAsLongAsASpokenOne() {
        var text = "Good morning, this is the front desk, how can I help you today?";
        double seconds = ToneEncoder.encode(text, 16_000).pcm().length / 16_000.0;
        assertThat(text.length() / seconds).isBetween(12.0, 18.0);
    }

    @Test
    void pausesOfASecondBetweenWordsBelongToTheUtterance() {
        for (int seed = 0; seed < 10; seed++) {
            var random = new Random(seed);
            var text = text(random, 5);
            var spoken = ToneEncoder.encode(text, 16_000, word -> random.nextBoolean() ? random.nextInt(1_001) : 0);
            var noisy = Channel.noisy(joined(spoken.pcm(), silence(1_600)), 20, random);
            assertThat(told(decoded(noisy, 16_000, random))).as("seed " + seed).isEqualTo("< " + text + " >");
        }
    }

    @Test
    void aCutLeavesExactlyTheCompleteWords() {
        for (int seed = 0; seed < 80; seed++) {
            var random = new Random(seed);
            var spoken = ToneEncoder.encode(text(random, 6), 16_000);
            int end = (int) spoken.words().getLast().endSample();
            int cut = 2 * 400 + 100 + random.nextInt(end - 2 * 400 - 100);
            var complete = spoken.words().stream()
                    .filter(word -> word.endSample() <= cut)
                    .map(ToneWord::text)
                    .toList();
            // all of a word is said before its last symbol: a cut in that symbol may count either way
            boolean within =
                    spoken.words().stream().anyMatch(word -> word.endSample() > cut && word.endSample() - 450 < cut);

            var events = decoded(joined(Arrays.copyOf(spoken.pcm(), cut), silence(18_000)), 16_000, random);

            if (within) {
                assertThat(words(events).size()).as("seed " + seed).isBetween(complete.size(), complete.size() + 1);
            } else {
                assertThat(words(events)).as("seed " + seed).isEqualTo(complete);
            }
            assertThat(events.getLast()).as("seed " + seed).isInstanceOf(ToneEvent.Broke.class);
            assertThat(events.getLast().atSample()).as("seed " + seed).isCloseTo(cut, within(560L));
        }
    }

    @Test
    void aCutInsideAWordIsNoticedWithinATenthOfASecondOfNoise() {
        assertThat(afterACut(Channel.whiteNoise(1_760, 4_000, new Random(2)))).isEqualTo("/");
    }

    /** Less may be a hole that late audio left. */
    @Test
    void aCutInsideAWordIsNoticedAfterASecondOfSilence() {
        assertThat(afterACut(silence(15_900))).isEmpty();
        assertThat(afterACut(silence(16_100))).isEqualTo("/");
    }

    private static String afterACut(short[] sound) {
        var spoken = ToneEncoder.encode("Unfortunately not", 16_000);
        var decoder = new ToneDecoder(16_000);
        decoder.hear(spoken.pcm(), 0, (int) spoken.words().getFirst().endSample() / 2);
        return told(decoder.hear(sound, 0, sound.length));
    }

    @Test
    void soundBetweenWordsThatIsNoToneSpeechEndsTheUtterance() {
        var spoken = ToneEncoder.encode("Hello there", 16_000);
        int cut = (int) spoken.words().getFirst().endSample();
        var noise = Channel.whiteNoise(4_000, 6_000, new Random(3));
        assertThat(told(decoded(joined(Arrays.copyOf(spoken.pcm(), cut), noise), 16_000, new Random(3))))
                .isEqualTo("< Hello /");
    }

    @Test
    void utterancesWithoutSilenceBetweenThemStaySeparate() {
        for (int rate : RATES) {
            var pcm = joined(
                    ToneEncoder.encode("One two.", rate).pcm(),
                    ToneEncoder.encode("Three.", rate).pcm(),
                    ToneEncoder.encode("Four five six.", rate).pcm(),
                    silence(rate / 10));
            assertThat(told(decoded(pcm, rate, new Random(rate))))
                    .isEqualTo("< One two. > < Three. > < Four five six. >");
        }
    }

    @Test
    void anUtteranceThatFollowsACutAtOnceIsHeardWhole() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var first = ToneEncoder.encode("An answer that nobody waits for", 24_000);
            int cut = 1_400 + random.nextInt((int) first.words().getLast().endSample() - 1_400);
            var pcm = joined(
                    Arrays.copyOf(first.pcm(), cut),
                    silence(random.nextInt(3) * random.nextInt(2_000)),
                    ToneEncoder.encode("Yes, of course.", 24_000).pcm(),
                    silence(2_400));
            assertThat(told(decoded(pcm, 24_000, random)))
                    .as("seed " + seed)
                    .startsWith("<")
                    .endsWith("/ < Yes, of course. >");
        }
    }

    @Test
    void aLostFrameCostsAtMostOneWord() {
        for (int seed = 0; seed < 80; seed++) {
            var random = new Random(seed);
            var spoken = ToneEncoder.encode(text(random, 6), 16_000);
            int lost = random.nextInt(spoken.pcm().length - 320);
            boolean zeroed = random.nextBoolean();
            var pcm = joined(
                    Arrays.copyOf(spoken.pcm(), lost),
                    silence(zeroed ? 320 : 0),
                    Arrays.copyOfRange(spoken.pcm(), lost + 320, spoken.pcm().length),
                    silence(1_600));

            var words = words(decoded(pcm, 16_000, random));

            var said = spoken.words().stream().map(ToneWord::text).toList();
            assertThat(words.size()).as("seed " + seed).isBetween(5, 6);
            assertThat(said).as("seed " + seed).containsSubsequence(words);
        }
    }

    @Test
    void noiseAndSilenceHoldNoWords() {
        var random = new Random(4);
        for (double deviation : new double[] {0, 50, 500, 5_000, 20_000}) {
            var noise = Channel.whiteNoise(16_000 * 20, deviation, random);
            assertThat(decoded(noise, 16_000, random))
                    .as("deviation " + deviation)
                    .isEmpty();
        }
    }

    @Test
    void anAudibleVoiceHoldsNoWords() throws IOException, InterruptedException {
        var pcm = espeak(
                "The quick brown fox jumps over the lazy dog, seventy-seven times, and whistles. She sells sea shells.");
        assertThat(words(decoded(pcm, 22_050, new Random(5)))).isEmpty();
        assertThat(words(decoded(Channel.resampled(pcm, 22_050, 16_000), 16_000, new Random(5))))
                .isEmpty();
    }

    @Test
    void textWithoutWordsIsNoAudio() {
        assertThat(ToneEncoder.encode(" \n\t ", 16_000).pcm()).isEmpty();
    }

    @Test
    void whatCannotBeSaidIsRefused() {
        assertThatThrownBy(() -> ToneEncoder.encode("Hello", 7_999)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ToneEncoder.encode("x".repeat(513), 16_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void soundIsActiveWhetherItIsToneSpeechOrNot() {
        var decoder = new ToneDecoder(16_000);
        decoder.hear(silence(16_000), 0, 16_000);
        assertThat(decoder.voiceActive()).isFalse();
        decoder.hear(Channel.whiteNoise(1_600, 3_000, new Random(6)), 0, 1_600);
        assertThat(decoder.voiceActive()).isTrue();
        decoder.hear(silence(1_600), 0, 1_600);
        assertThat(decoder.voiceActive()).isFalse();
        decoder.hear(ToneEncoder.encode("Hi", 16_000).pcm(), 0, 1_600);
        assertThat(decoder.voiceActive()).isTrue();
    }

    private static String text(Random random, int words) {
        var points = ALPHABET.codePoints().toArray();
        return IntStream.range(0, words)
                .mapToObj(word -> random.ints(1 + random.nextInt(9), 0, points.length)
                        .mapToObj(i -> Character.toString(points[i]))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(" "));
    }

    private static short[] espeak(String text) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("espeak-ng", "--stdin", "--stdout").start();
        } catch (IOException e) {
            return Assumptions.abort("espeak-ng is not installed");
        }
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] wav = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        var pcm = new short[(wav.length - 44) / 2];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (wav[44 + 2 * i] & 0xFF | wav[45 + 2 * i] << 8);
        }
        return pcm;
    }
}
