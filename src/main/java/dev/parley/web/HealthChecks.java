package dev.parley.web;

import dev.parley.config.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** MicroProfile Health: started, alive, ready. */
@ApplicationScoped
public class HealthChecks {
    private static final int ALIVE_WITHIN_S = 5; // native calls once froze all virtual threads for 3 s: platform §13

    private final Probes probes;
    private final Threads threads;

    HealthChecks() {
        this(null, null);
    }

    @Inject
    public HealthChecks(Probes probes, Threads threads) {
        this.probes = probes;
        this.threads = threads;
    }

    /** Beans exist and settings were read, right or wrong: that is told by readiness. */
    @Produces
    @Startup
    HealthCheck started() {
        return () -> HealthCheckResponse.up("started");
    }

    /** Virtual threads, on which conversations run, get their turn. */
    @Produces
    @Liveness
    HealthCheck alive() {
        return () -> HealthCheckResponse.named("virtual-threads")
                .status(virtualThreadsRun())
                .build();
    }

    /** One entry per dependency, with plain words where something is wrong. */
    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> {
            var findings = probes.findings();
            var answer = HealthCheckResponse.named("dependencies")
                    .status(findings.stream().allMatch(Probes.Finding::bearable));
            findings.forEach(finding -> answer.withData(
                    finding.component(),
                    finding.fault()
                            .map(fault -> finding.needed() ? fault : "degraded: " + fault)
                            .orElse("ok")));
            return answer.build();
        };
    }

    private boolean virtualThreadsRun() {
        try {
            CompletableFuture.runAsync(() -> {}, threads.virtual()).get(ALIVE_WITHIN_S, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
