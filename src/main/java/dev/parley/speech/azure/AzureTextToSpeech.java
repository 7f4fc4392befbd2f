package dev.parley.speech.azure;

import dev.parley.config.Settings;
import dev.parley.config.SpeechSettings;
import dev.parley.config.Threads;
import dev.parley.media.AudioFormat;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.Voice;
import dev.parley.web.RefusedKeys;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Speaking by Azure Speech, on connections opened ahead of need. Thread-safe. */
@ApplicationScoped
public class AzureTextToSpeech implements TextToSpeech {
    private static final Duration TEND_EVERY = Duration.ofSeconds(5);

    private final Optional<Duration> firstAudio;
    private final Optional<SynthesiserPool> pool;
    private final ExecutorService natives;
    private final ScheduledExecutorService timers;
    private final Retirement retirement;
    private final Optional<ScheduledFuture<?>> tending;

    AzureTextToSpeech() {
        this(Optional.empty(), null, null, null);
    }

    @Inject
    public AzureTextToSpeech(Settings settings, Threads threads, RefusedKeys keys) {
        this(settings.speech(), threads.natives(), threads.timers(), keys);
    }

    AzureTextToSpeech(
            Optional<SpeechSettings> settings,
            ExecutorService natives,
            ScheduledExecutorService timers,
            RefusedKeys keys) {
        this.firstAudio = settings.map(SpeechSettings::firstAudio);
        this.pool = settings.map(there -> new SynthesiserPool(new AzureEndpoint(there, new SpeechKey(keys)), natives));
        this.natives = natives;
        this.timers = timers;
        this.retirement = new Retirement(natives, timers);
        this.tending = pool.map(there -> timers.scheduleWithFixedDelay(
                there::tend, TEND_EVERY.toMillis(), TEND_EVERY.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void warm(Voice voice, AudioFormat format) {
        pool.ifPresent(there -> there.warm(new SynthesiserPool.Key(voice.name(), format)));
    }

    @Override
    public Synthesis speak(Voice voice, AudioFormat format, String text, SynthesisListener listener) {
        var inContext = CallersContext.captured(natives, listener, SynthesisListener.class);
        if (pool.isEmpty()) {
            var loss = SpeechLoss.NOT_CONFIGURED;
            natives.execute(() -> inContext.failed(loss.reason(), loss.retryable()));
            return () -> {};
        }
        var synthesis = new AzureSynthesis(
                Ssml.of(voice, text), text, inContext, firstAudio.orElseThrow(), pool.get(), retirement, timers);
        synthesis.watched();
        if (!pool.get().take(new SynthesiserPool.Key(voice.name(), format), synthesis)) {
            natives.execute(() -> synthesis.fail(new SpeechLoss("too many syntheses wait for a connection", true)));
        }
        return synthesis;
    }

    @PreDestroy
    void close() {
        tending.ifPresent(timer -> timer.cancel(false));
        pool.ifPresent(SynthesiserPool::close);
    }

    /** Synthesisers that exist or are being opened: what a leak would make grow. */
    int live() {
        return pool.map(SynthesiserPool::live).orElse(0);
    }
}
