package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.realtime.Surroundings;
import dev.parley.emulator.realtime.speaking.Studio;
import dev.parley.emulator.realtime.speaking.Thinker;
import dev.parley.emulator.realtime.speaking.Voices;
import dev.parley.emulator.realtime.speaking.Workshop;
import dev.parley.emulator.requests.RequestLog;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What sessions find in the emulator, whichever door they come by. Responses run on virtual threads of their own. Thread-safe. */
@ApplicationScoped
public class Premises {
    private final ExecutorService responses = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("realtime-", 0).factory());

    private final RealtimeSettings settings;
    private final Thinker thinker;
    private final Voices voices;
    private final Faults faults;
    private final Attribution calls;
    private final RequestLog log;
    private final Latencies latencies;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService timer;

    @Inject
    public Premises(
            RealtimeSettings settings,
            Thinker thinker,
            Voices voices,
            Faults faults,
            Attribution calls,
            RequestLog log,
            Latencies latencies) {
        this.settings = settings;
        this.thinker = thinker;
        this.voices = voices;
        this.faults = faults;
        this.calls = calls;
        this.log = log;
        this.latencies = latencies;
    }

    Premises() {
        this(null, null, null, null, null, null, null);
    }

    /** For a session that begins now; it keeps the time limit it began with. */
    Surroundings surroundings() {
        var studio = new Studio(thinker, voices::speaker, () -> settings.now().speed());
        return new Surroundings(
                new Workshop(studio, faults, calls, log, responses),
                voices::ear,
                latencies,
                this::after,
                Clock.systemUTC(),
                settings.now().sessionSeconds());
    }

    private Runnable after(long ms, Runnable what) {
        Future<?> scheduled = timer.schedule(what, ms, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    @PreDestroy
    void close() {
        responses.shutdownNow();
    }
}
