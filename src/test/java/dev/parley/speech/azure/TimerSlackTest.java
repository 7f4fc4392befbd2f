package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.media.AudioFormat;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.azure.SpeechBench.Ears;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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

    /** Three for each recogniser; nothing else in this process starts threads that may be late. */
    @Test
    void theThreadsOfARecogniserAreLate() throws IOException {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            var ears = new Ears();
            var recognition = bench.hearing.listen(
                    new Listening(Locale.US, AudioFormat.PCM_16K, Duration.ofMillis(600), List.of()), ears);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !ears.all(RecognitionEvent.Ready.class).isEmpty());

            assertThat(lateThreads()).isGreaterThanOrEqualTo(3);
            recognition.close();
        }
    }

    private static long lateThreads() throws IOException {
        try (var threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(thread -> slackOf(thread.getFileName()).equals("4000000"))
                    .count();
        }
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
            return slackOf(Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where the thread is no more. */
    private static String slackOf(Path number) {
        try {
            return Files.readString(Path.of("/proc").resolve(number).resolve("timerslack_ns"))
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
