package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.SpeechSynthesisResult;
import dev.parley.config.Settings;
import dev.parley.config.SpeechSettings;
import dev.parley.config.Threads;
import dev.parley.media.AudioFormat;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.Voice;
import dev.parley.speech.azure.SynthesiserPool.Key;
import dev.parley.web.RefusedKeys;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Speaking by Azure Speech, on connections opened ahead of need. Thread-safe. */
@ApplicationScoped
public class AzureTextToSpeech implements TextToSpeech {
    private static final Duration TEND_EVERY = Duration.ofSeconds(5);

    private final Optional<Duration> firstAudio;
    private final SpeechMeter meter;
    private final Optional<SynthesiserPool> pool;
    private final ExecutorService natives;
    private final ScheduledExecutorService alarms;
    private final Retirement retirement;
    private final AudioLook look;
    private final Optional<ScheduledFuture<?>> tending;

    AzureTextToSpeech() {
        this(Optional.empty(), null, null, null, null);
    }

    @Inject
    public AzureTextToSpeech(Settings settings, Threads threads, RefusedKeys keys, SpeechMetrics metrics) {
        this(settings.speech(), threads.natives(), threads.alarms(), keys, metrics);
    }

    AzureTextToSpeech(
            Optional<SpeechSettings> settings,
            ExecutorService natives,
            ScheduledExecutorService alarms,
            RefusedKeys keys,
            SpeechMeter meter) {
        this.meter = meter;
        this.firstAudio = settings.map(SpeechSettings::firstAudio);
        this.natives = natives;
        this.alarms = alarms;
        this.retirement = new Retirement(natives, alarms);
        this.look = new AudioLook(alarms);
        this.pool = settings.map(
                there -> new SynthesiserPool(new AzureEndpoint(there, new SpeechKey(keys)), natives, retirement));
        this.tending = pool.map(there -> alarms.scheduleWithFixedDelay(
                there::tend, TEND_EVERY.toMillis(), TEND_EVERY.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void warm(Voice voice, AudioFormat format) {
        pool.ifPresent(there -> there.warm(new Key(voice.name(), format, false)));
    }

    @Override
    public void warmStream(Voice voice, AudioFormat format) {
        pool.filter(there -> isPlain(voice)).ifPresent(there -> there.warm(new Key(voice.name(), format, true)));
    }

    @Override
    public Synthesis speak(Voice voice, AudioFormat format, String text, SynthesisListener listener) {
        if (pool.isEmpty()) {
            var loss = SpeechLoss.NOT_CONFIGURED;
            natives.execute(() -> listener.failed(loss.reason(), loss.retryable()));
            return () -> {};
        }
        return begun(new Markup(Ssml.of(voice, text), text), new Key(voice.name(), format, false), listener);
    }

    @Override
    public Optional<Streamed> stream(Voice voice, AudioFormat format, SynthesisListener listener) {
        if (pool.isEmpty() || !isPlain(voice)) {
            return Optional.empty();
        }
        var text = new StreamedText(natives, meter);
        return Optional.of(text.of(begun(text, new Key(voice.name(), format, true), listener)));
    }

    private AzureSynthesis begun(AzureSynthesis.Script script, Key key, SynthesisListener listener) {
        var synthesis = new AzureSynthesis(
                script, listener, firstAudio.orElseThrow(), pool.orElseThrow(), retirement, alarms, look, meter);
        synthesis.watched();
        if (!pool.orElseThrow().take(key, synthesis)) {
            natives.execute(() -> synthesis.fail(new SpeechLoss("too many syntheses wait for a connection", true)));
        }
        return synthesis;
    }

    private static boolean isPlain(Voice voice) {
        return voice.style().isEmpty()
                && voice.rate().isEmpty()
                && voice.pitch().isEmpty()
                && voice.lexicon().isEmpty();
    }

    private record Markup(String ssml, String text) implements AzureSynthesis.Script {
        @Override
        public Future<SpeechSynthesisResult> begin(NativeSynthesiser synthesiser, NativeSynthesiser.Events events) {
            return synthesiser.speak(ssml, events);
        }
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
