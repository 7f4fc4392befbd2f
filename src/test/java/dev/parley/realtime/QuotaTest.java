package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a node knows of a deployment's limits. */
class QuotaTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong clock = new AtomicLong();
    private final Quota quota = new Quota(2, clock::get);

    @Test
    void soManySessionsAMinute() {
        quota.asked();
        pass(Duration.ofSeconds(20));
        quota.asked();

        assertThat(quota.untilFree()).isEqualTo(Duration.ofSeconds(40));
        pass(Duration.ofSeconds(40));
        assertThat(quota.untilFree()).isZero();
        quota.asked();
        assertThat(quota.untilFree()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aRefusalIsRememberedForAsLongAsItSaysUntilASessionIsGiven() {
        quota.refused(Duration.ofSeconds(12));
        quota.refused(Duration.ofSeconds(5));
        assertThat(quota.untilFree()).isEqualTo(Duration.ofSeconds(12));

        quota.given();
        assertThat(quota.untilFree()).isZero();
        quota.refused(Duration.ofSeconds(3));
        assertThat(quota.untilFree()).isEqualTo(Duration.ofSeconds(3));
        pass(Duration.ofSeconds(3));
        assertThat(quota.untilFree()).isZero();
    }

    @Test
    void nobodyIsShutOutForMoreThanAMinute() {
        quota.refused(Duration.ofDays(1));
        assertThat(quota.untilFree()).isEqualTo(MINUTE);
        quota.given();
        quota.left(0, 1000, Duration.ofHours(1));
        assertThat(quota.untilFree()).isEqualTo(MINUTE);
    }

    @Test
    void whereTheServiceSaysThatNearlyNothingIsLeftItIsAskedAgainWhenThereIs() {
        quota.left(5000, 100_000, Duration.ofSeconds(30));
        assertThat(quota.untilFree()).isZero();
        quota.left(4999, 100_000, Duration.ofSeconds(30));
        assertThat(quota.untilFree()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void numbersThatMakeNoSenseMeanNothing() {
        quota.left(0, 0, Duration.ofSeconds(30));
        quota.left(0, -1, Duration.ofSeconds(30));
        quota.left(-7, 100, Duration.ofSeconds(-30));
        quota.refused(Duration.ofSeconds(-1));
        assertThat(quota.untilFree()).isZero();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
