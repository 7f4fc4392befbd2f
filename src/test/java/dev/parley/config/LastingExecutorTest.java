package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastingExecutorTest {
    private final ExecutorService managed = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("managed").factory());
    private final LastingExecutor executor =
            new LastingExecutor(managed, Runnable::run, Thread.ofVirtual().factory());

    @AfterEach
    void stop() {
        managed.shutdownNow();
    }

    @Test
    void whileTheContainersTakesTasksTheyRunThere() throws Exception {
        assertThat(whereATaskRuns().getName()).isEqualTo("managed");
    }

    @Test
    void whenItTakesNoMoreTheyRunOnWithTheClassesOfTheApplication() throws Exception {
        managed.shutdown();

        var thread = whereATaskRuns();

        assertThat(thread.isVirtual()).isTrue();
        assertThat(executor.submit(() -> Thread.currentThread().getContextClassLoader())
                        .get(10, TimeUnit.SECONDS))
                .isSameAs(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void onceItsOwnerEndsItItTakesNothing() {
        managed.shutdown();
        executor.end();

        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void nobodyElseEndsIt() {
        assertThatThrownBy(executor::shutdown).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(executor::close).isInstanceOf(IllegalStateException.class);
    }

    private Thread whereATaskRuns() throws Exception {
        return executor.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
    }
}
