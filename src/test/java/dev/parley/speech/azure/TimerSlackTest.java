package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class TimerSlackTest {
    @Test
    void threadsThatAreStartedMeanwhileMayBeLateAndNobodyElse() {
        var before = ofThisThread();

        var inherited = TimerSlack.inherited(() -> ofAThreadStartedHere());

        assertThat(inherited).isEqualTo("4000000");
        assertThat(ofThisThread()).isEqualTo(before);
        assertThat(ofAThreadStartedHere()).isEqualTo(before);
    }

    private static String ofAThreadStartedHere() {
        var found = new AtomicReference<String>();
        try {
            Thread.ofPlatform().start(() -> found.set(ofThisThread())).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return found.get();
    }

    private static String ofThisThread() {
        try {
            var number = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
            return Files.readString(Path.of("/proc").resolve(number).resolve("timerslack_ns"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
