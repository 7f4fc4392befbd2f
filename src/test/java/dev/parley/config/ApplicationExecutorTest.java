package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationExecutorTest {
    private final ClassLoader classes =
            new URLClassLoader(new URL[0], getClass().getClassLoader());
    /** As a container's: its tasks have the class loader of whoever hands them in. */
    private final ExecutorService managed =
            Executors.newCachedThreadPool(Thread.ofPlatform().name("managed").factory());

    private final ApplicationExecutor executor =
            new ApplicationExecutor(task -> managed.execute(as(contextOfThisThread(), task)), task -> as(classes, task)
                    .run());

    @AfterEach
    void stop() {
        managed.shutdownNow();
    }

    @Test
    void aTaskHasTheClassesOfTheApplicationThoughAThreadWithoutThemHandsItIn() throws Exception {
        var seen = new CompletableFuture<ClassLoader>();
        var stranger = new Thread(() -> executor.execute(() -> seen.complete(contextOfThisThread())));
        stranger.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        stranger.start();

        assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(classes);
    }

    @Test
    void itRunsOnTheContainersThreads() throws Exception {
        assertThat(executor.submit(() -> Thread.currentThread().getName()).get(10, TimeUnit.SECONDS))
                .isEqualTo("managed");
    }

    private static ClassLoader contextOfThisThread() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static Runnable as(ClassLoader loader, Runnable task) {
        return () -> {
            var thread = Thread.currentThread();
            var before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                task.run();
            } finally {
                thread.setContextClassLoader(before);
            }
        };
    }
}
