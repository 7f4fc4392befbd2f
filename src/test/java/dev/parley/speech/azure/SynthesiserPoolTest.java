package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynthesiserPoolTest {
    @ParameterizedTest
    @CsvSource({"0,4", "30,4", "31,1", "600,1", "601,0"})
    void aVoiceThatNobodyAsksForKeepsOneConnectionAndThenNone(long quietSeconds, int kept) {
        assertThat(SynthesiserPool.kept(4, Duration.ofSeconds(quietSeconds))).isEqualTo(kept);
    }
}
