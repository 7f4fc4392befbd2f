package dev.parley.speech.azure;

import dev.parley.config.SpeechSettings;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.Voice;
import dev.parley.web.RefusedKeys;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Adapters on executors of their own, and ears for what they yield. */
final class SpeechBench implements AutoCloseable {
    static final Voice VOICE =
            new Voice("en-US-AvaMultilingualNeural", Locale.US, Optional.empty(), Optional.empty(), Optional.empty());

    /** On a machine that is busy with all other tests every connection may be late. */
    private static final Duration NEVER = Duration.ofHours(1);

    final ExecutorService natives = Executors.newFixedThreadPool(16, daemons());
    final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1, daemons());
    final AtomicLong nanos = new AtomicLong();
    final RefusedKeys keys = new RefusedKeys(Duration.ofSeconds(30), nanos::get);
    final AzureSpeechToText hearing;
    final AzureTextToSpeech speaking;
    private final Optional<SpeechSettings> settings;
    private final SpeechMeter meter = new Meter();
    final AtomicLong characters = new AtomicLong();
    final AtomicLong heardMs = new AtomicLong();
    final List<Begun> begun = new CopyOnWriteArrayList<>();

    /** How a synthesis came to its first audio. */
    record Begun(SpeechMeter.Connection how, long nanos) {}

    SpeechBench(URI host, String key, int pool, int limit) {
        this(host, key, pool, limit, Duration.ofSeconds(15)); // on a machine that is busy with all other tests
    }

    SpeechBench(URI host, String key, int pool, int limit, Duration firstAudio) {
        settings = Optional.of(new SpeechSettings(Optional.of(host), Optional.empty(), key, pool, limit, firstAudio));
        hearing = hedging(NEVER);
        speaking = new AzureTextToSpeech(settings, natives, timers, keys, meter);
    }

    /** Ears that open a second recogniser where the first is not connected by then. */
    final AzureSpeechToText hedging(Duration after) {
        return new AzureSpeechToText(settings, natives, timers, keys, after, meter);
    }

    private final class Meter implements SpeechMeter {
        @Override
        public void firstAudio(Connection how, long nanos) {
            begun.add(new Begun(how, nanos));
        }

        @Override
        public void spoken(int more) {
            characters.addAndGet(more);
        }

        @Override
        public void heard(long ms) {
            heardMs.addAndGet(ms);
        }
    }

    private static ThreadFactory daemons() {
        return Thread.ofPlatform().daemon().name("speech-bench-", 0).factory();
    }

    @Override
    public void close() {
        speaking.close();
        // what retires may look at its natives for 12 s; these threads do not keep the tests from ending
    }

    /** Events of a recognition in their order. */
    static final class Ears implements Consumer<RecognitionEvent> {
        final List<RecognitionEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void accept(RecognitionEvent event) {
            events.add(event);
        }

        <E extends RecognitionEvent> List<E> all(Class<E> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    record Placed(int textEnd, long offsetMs, long durationMs) {}

    /** What one synthesis yielded. */
    static class Spoken implements SynthesisListener {
        final ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        final List<Placed> words = new CopyOnWriteArrayList<>();
        final CompletableFuture<Long> firstAudio = new CompletableFuture<>();
        final CompletableFuture<String> end = new CompletableFuture<>();
        volatile boolean cancelled;
        volatile String wrong = "";

        private void check(String what) {
            if (cancelled || end.isDone()) {
                wrong = what + " after the end";
            }
        }

        @Override
        public void audio(byte[] bytes) {
            check("audio");
            pcm.writeBytes(bytes);
            firstAudio.complete(System.nanoTime());
        }

        @Override
        public void word(int textEnd, long offsetMs, long durationMs) {
            check("word");
            words.add(new Placed(textEnd, offsetMs, durationMs));
        }

        @Override
        public void finished(long totalBytes) {
            check("finished");
            end.complete(totalBytes == pcm.size() ? "finished" : "finished with " + totalBytes);
        }

        @Override
        public void failed(String reason, boolean retryable) {
            check("failed");
            end.complete((retryable ? "retry: " : "final: ") + reason);
        }

        String ended() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }
    }
}
