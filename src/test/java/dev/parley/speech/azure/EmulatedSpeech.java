package dev.parley.speech.azure;

import dev.parley.speech.SpeechToText;
import dev.parley.speech.TextToSpeech;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** The real adapters against the emulator, for tests of other rooms. */
public final class EmulatedSpeech implements AutoCloseable {
    private static final URI EMULATOR = URI.create(
            System.getProperty("emulator.url", "http://localhost:9090").replaceFirst("^http", "ws"));

    private final SpeechBench bench = new SpeechBench(EMULATOR, "local-speech-key", 2, 8, Duration.ofSeconds(15));

    public SpeechToText hearing() {
        return bench.hearing;
    }

    public TextToSpeech speaking() {
        return bench.speaking;
    }

    public ScheduledExecutorService timers() {
        return bench.timers;
    }

    @Override
    public void close() {
        bench.close();
    }
}
