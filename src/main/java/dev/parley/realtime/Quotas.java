package dev.parley.realtime;

import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The quotas of all deployments that speak. Whoever opens sessions tells them what happened. Thread-safe. */
@ApplicationScoped
public class Quotas {
    private final int connectionsPerMinute;
    private final Map<String, Quota> byDeployment = new ConcurrentHashMap<>();

    Quotas() {
        this(0);
    }

    @Inject
    public Quotas(Settings settings) {
        this(settings.admission().modelSessionsPerMinute());
    }

    /** @param connectionsPerMinute to each deployment */
    public Quotas(int connectionsPerMinute) {
        this.connectionsPerMinute = connectionsPerMinute;
    }

    /** @param deployment its name, unlike those of other resources */
    public Quota of(String deployment) {
        return byDeployment.computeIfAbsent(deployment, name -> new Quota(connectionsPerMinute, System::nanoTime));
    }

    /** Zero when one deployment takes a session, or was never asked; else the shortest wait. */
    public Duration untilFree() {
        return byDeployment.values().stream()
                .map(Quota::untilFree)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
