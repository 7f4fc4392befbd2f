package dev.parley.speech.azure;

import dev.parley.config.Settings;
import dev.parley.config.SpeechSettings;
import dev.parley.config.Threads;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText;
import dev.parley.web.RefusedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hearing by Azure Speech: continuous recognition of a push stream, one connection a call. Thread-safe. */
@ApplicationScoped
public class AzureSpeechToText implements SpeechToText {
    /** Second recognisers that may open at a time: enough for stalled connections, too few to drown a service that is slow. */
    private static final int HEDGES = 8;

    /** A connection takes 0.2 s (azure-speech-usp §1); who needs more than twice as long may have stalled. */
    private static final Duration HEDGE_AFTER = Duration.ofMillis(500);

    private final Semaphore hedges = new Semaphore(HEDGES);
    private final Optional<AzureEndpoint> endpoint;
    private final ExecutorService natives;
    private final ScheduledExecutorService alarms;
    private final Duration hedgeAfter;
    private final SpeechMeter meter;

    AzureSpeechToText() {
        this(Optional.empty(), null, null, null, HEDGE_AFTER, null);
    }

    @Inject
    public AzureSpeechToText(Settings settings, Threads threads, RefusedKeys keys, SpeechMetrics metrics) {
        this(settings.speech(), threads.natives(), threads.alarms(), keys, HEDGE_AFTER, metrics);
    }

    AzureSpeechToText(
            Optional<SpeechSettings> settings,
            ExecutorService natives,
            ScheduledExecutorService alarms,
            RefusedKeys keys,
            Duration hedgeAfter,
            SpeechMeter meter) {
        this.meter = meter;
        this.endpoint = settings.map(there -> new AzureEndpoint(there, new SpeechKey(keys)));
        this.natives = natives;
        this.alarms = alarms;
        this.hedgeAfter = hedgeAfter;
    }

    /** Loads the native library when the server starts: the first call need not wait a second for it. */
    void load(@Observes @Initialized(ApplicationScoped.class) Object start) {
        endpoint.ifPresent(there -> natives.execute(there::load));
    }

    @Override
    public Recognition listen(Listening how, Consumer<RecognitionEvent> events) {
        return endpoint.<Recognition>map(there -> new HedgedRecognition(
                                told -> new AzureRecognition(there, how, told, natives, alarms, meter).opened(),
                                events,
                                hedges)
                        .listening(hedge -> alarms.schedule(hedge, hedgeAfter.toMillis(), TimeUnit.MILLISECONDS)))
                .orElseGet(() -> {
                    var loss = SpeechLoss.NOT_CONFIGURED;
                    natives.execute(() -> events.accept(new RecognitionEvent.Lost(loss.reason(), loss.retryable())));
                    return new Deaf();
                });
    }

    /** What listens where no service is configured. */
    private static final class Deaf implements Recognition {
        @Override
        public void hear(byte[] pcm, int offset, int length) {
            // nobody is there to hear it, as the event said
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
