package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetirementTest {
    private static final Duration SOON = Duration.ofMillis(50);

    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger inVain = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whatStopsLateIsFreedNevertheless() {
        var retirement = new Retirement(threads, threads, SOON, Duration.ofMinutes(1));
        var freedNanos = new AtomicLong();
        long begun = System.nanoTime();
        var late = new LateFuture(begun + SOON.toNanos() * 4);

        retirement.retire(CompletableFuture.completedFuture(null), () -> late, new Retirement.Retired() {
            @Override
            public long busyUntilNanos() {
                return begun - Retirement.QUIET.toNanos();
            }

            @Override
            public void free() {
                freedNanos.set(System.nanoTime());
            }
        });

        await().atMost(Duration.ofSeconds(10)).until(() -> freedNanos.get() != 0);
        assertThat(freedNanos.get() - begun).isGreaterThan(SOON.toNanos() * 4);
    }

    @Test
    void whatNeverStopsIsGivenUp() {
        var retirement = new Retirement(threads, threads, SOON, SOON.multipliedBy(2));

        retirement.whenDone(new CompletableFuture<>(), done::incrementAndGet, inVain::incrementAndGet);

        await().atMost(Duration.ofSeconds(10)).until(() -> inVain.get() == 1);
        assertThat(done).hasValue(0);
    }

    /** Is not done before this moment. */
    private static final class LateFuture extends CompletableFuture<Void> {
        private final long doneNanos;

        LateFuture(long doneNanos) {
            this.doneNanos = doneNanos;
        }

        @Override
        public boolean isDone() {
            return System.nanoTime() - doneNanos >= 0;
        }
    }
}
