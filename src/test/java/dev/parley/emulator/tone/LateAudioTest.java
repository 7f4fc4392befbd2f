package dev.parley.emulator.tone;

import static dev.parley.emulator.tone.Channel.decoded;
import static dev.parley.emulator.tone.Channel.joined;
import static dev.parley.emulator.tone.Channel.silence;
import static dev.parley.emulator.tone.Channel.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audio that came late leaves silence in the middle of words; a listener understands them all the same. */
class LateAudioTest {
    private static final String TEXT = "Good day, you are welcome!";

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 100, 240, 480, 980})
    void silenceAnywhereInAnUtteranceCostsNoWord(int ms) {
        for (int rate : new int[] {16_000, 24_000}) {
            var spoken = ToneEncoder.encode(TEXT, rate).pcm();
            for (int at = 0; at < spoken.length; at += rate / 110) {
                assertThat(told(decoded(interrupted(spoken, at, ms * rate / 1000, rate), rate, new Random(at))))
                        .as("%d ms at sample %d of %d, %d Hz", ms, at, spoken.length, rate)
                        .isEqualTo("< " + TEXT + " >");
            }
        }
    }

    @Test
    void severalHolesInAWordAreBridgedAlsoBehindGainAndResampling() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var pcm = ToneEncoder.encode(TEXT, 16_000).pcm();
            for (int hole = 0; hole < 6; hole++) {
                pcm = interrupted(pcm, random.nextInt(pcm.length), 320 * (1 + random.nextInt(10)), 16_000);
            }
            var line = Channel.resampled(Channel.gain(pcm, -15 + random.nextInt(20)), 16_000, 24_000);

            assertThat(told(decoded(joined(line, silence(2_400)), 24_000, random)))
                    .as("seed " + seed)
                    .isEqualTo("< " + TEXT + " >");
        }
    }

    @Test
    void wordsBehindAHoleAreFoundWhereTheyAre() {
        var spoken = ToneEncoder.encode(TEXT, 16_000);
        int hole = 4_800;
        int at = (int) spoken.words().get(1).startSample() + 1_600;

        var heard = decoded(interrupted(spoken.pcm(), at, hole, 16_000), 16_000, new Random(1)).stream()
                .filter(ToneEvent.Heard.class::isInstance)
                .map(event -> ((ToneEvent.Heard) event).word())
                .toList();

        for (int i = 0; i < heard.size(); i++) {
            var word = spoken.words().get(i);
            assertThat(heard.get(i).startSample()).isCloseTo(word.startSample() + (i > 1 ? hole : 0), within(80L));
            assertThat(heard.get(i).endSample()).isCloseTo(word.endSample() + (i > 0 ? hole : 0), within(80L));
        }
    }

    @Test
    void aWordThatIsCutAndBegunAgainIsHeardOnce() {
        var spoken = ToneEncoder.encode(TEXT, 16_000);
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var word = spoken.words().get(1 + random.nextInt(4));
            int length = (int) (word.endSample() - word.startSample());
            int cut = (int) word.startSample() + random.nextInt(length - 900);
            var again = Arrays.copyOfRange(spoken.pcm(), (int) word.startSample(), spoken.pcm().length);

            var pcm = joined(Arrays.copyOf(spoken.pcm(), cut), silence(3_200), again, silence(1_600));

            assertThat(Channel.words(decoded(pcm, 16_000, random)))
                    .as("seed " + seed)
                    .containsExactly(TEXT.split(" "));
        }
    }

    private static short[] interrupted(short[] pcm, int at, int samples, int rate) {
        return joined(
                Arrays.copyOf(pcm, at), silence(samples), Arrays.copyOfRange(pcm, at, pcm.length), silence(rate / 10));
    }
}
