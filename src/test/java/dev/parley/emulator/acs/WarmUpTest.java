package dev.parley.emulator.acs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void theEarReallyUnderstandsWhatIsSpoken() {
        assertThat(WarmUp.run(System.nanoTime() + 1_000_000_000L)).isPositive();
    }

    @Test
    void itEndsWhenItsTimeIsOver() {
        assertThat(WarmUp.run(System.nanoTime())).isZero();
    }
}
