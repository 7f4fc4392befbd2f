package dev.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TickerTest {
    private final Ticker ticker = new Ticker();

    @BeforeEach
    void start() {
        ticker.start();
    }

    @AfterEach
    void stop() {
        ticker.stop();
    }

    @Test
    void subscribersAreCalledEveryTwentyMillisecondsWithoutDrift() throws InterruptedException {
        var ticks = new CountDownLatch(25);
        var began = System.nanoTime();
        ticker.add(now -> ticks.countDown());

        assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(480));
    }

    @Test
    void aSubscriberThatFailsIsDroppedAndHarmsNobody() {
        var others = new AtomicInteger();
        ticker.add(now -> {
            throw new IllegalStateException("broken line");
        });
        ticker.add(now -> others.incrementAndGet());

        await().atMost(Duration.ofSeconds(10)).until(() -> others.get() > 3);

        assertThat(ticker.punctuality().subscribers()).isEqualTo(1);
    }

    @Test
    void whoIsRemovedIsNotCalledAnyMore() {
        Ticker.Subscriber subscriber = now -> {};
        ticker.add(subscriber);
        ticker.remove(subscriber);
        ticker.remove(subscriber);

        assertThat(ticker.punctuality().subscribers()).isZero();
    }
}
