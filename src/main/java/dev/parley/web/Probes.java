package dev.parley.web;

import dev.parley.config.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks all probes at once, each for a second at most, and keeps what they said for three. Thread-safe. */
@ApplicationScoped
public class Probes {
    private static final Duration PATIENCE = Duration.ofSeconds(1); // readiness of the earlier systems, health.py
    private static final Duration KEPT = Duration.ofSeconds(3);

    private final Supplier<List<Probe>> probes;
    private final Supplier<Executor> threads;
    private volatile Kept kept = new Kept(List.of(), 0);

    private record Kept(List<Finding> findings, long untilNanos) {}

    /**
     * @param fault empty when healthy
     * @param tookMs how long the probe took
     * @param needed whether calls need it
     */
    public record Finding(String component, Optional<String> fault, double tookMs, boolean needed) {
        public Finding(String component, Optional<String> fault, double tookMs) {
            this(component, fault, tookMs, true);
        }

        public boolean healthy() {
            return fault.isEmpty();
        }

        /** Calls can be taken in spite of it. */
        public boolean bearable() {
            return healthy() || !needed;
        }
    }

    Probes() {
        this(List::of, () -> Runnable::run);
    }

    @Inject
    public Probes(Instance<Probe> probes, Threads threads) {
        this(() -> probes.stream().toList(), threads::virtual);
    }

    Probes(Supplier<List<Probe>> probes, Supplier<Executor> threads) {
        this.probes = probes;
        this.threads = threads;
    }

    /** By component. */
    public List<Finding> findings() {
        var known = kept;
        if (!known.findings().isEmpty() && known.untilNanos() - System.nanoTime() > 0) {
            return known.findings();
        }
        var asked = probes.get().stream().map(this::ask).toList();
        var findings = asked.stream()
                .map(CompletableFuture::join)
                .sorted(Comparator.comparing(Finding::component))
                .toList();
        kept = new Kept(findings, System.nanoTime() + KEPT.toNanos());
        return findings;
    }

    private CompletableFuture<Finding> ask(Probe probe) {
        long from = System.nanoTime();
        return CompletableFuture.supplyAsync(probe::fault, threads.get())
                .completeOnTimeout(Optional.of("no answer within a second"), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Optional.of("could not be asked"))
                .thenApply(fault ->
                        new Finding(probe.component(), fault, (System.nanoTime() - from) / 1e6, probe.needed()));
    }
}
