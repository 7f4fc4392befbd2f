package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many a minute are let through. */
class PaceTest {
    private final AtomicLong clock = new AtomicLong();
    private final Pace pace = new Pace(2, 3, clock::get);

    @Test
    void whoAsksTooOftenIsToldHowLongToWait() {
        assertThat(pace.admit("ada")).isZero();
        pass(20);
        assertThat(pace.admit("ada")).isZero();
        pass(10);
        assertThat(pace.admit("ada")).isEqualTo(Duration.ofSeconds(30));
        pass(29);
        assertThat(pace.admit("ada")).isEqualTo(Duration.ofSeconds(1));
        pass(1);
        assertThat(pace.admit("ada")).isZero();
        assertThat(pace.admit("ada")).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void oneUserDoesNotUseUpTheShareOfAnother() {
        pace.admit("ada");
        pace.admit("ada");
        for (int i = 0; i < 10; i++) {
            assertThat(pace.admit("ada")).isPositive();
        }

        assertThat(pace.admit("bob")).isZero();
    }

    @Test
    void allTogetherAreBoundedToo() {
        pace.admit("ada");
        pace.admit("bob");
        pace.admit("cid");

        assertThat(pace.admit("dee")).isEqualTo(Duration.ofMinutes(1));
        pass(60);
        assertThat(pace.admit("dee")).isZero();
    }

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
