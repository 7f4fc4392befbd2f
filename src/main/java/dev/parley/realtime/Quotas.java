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
    /** How many can be asked, one after the other. */
    private final int deployments;

    private final Map<String, Quota> byDeployment = new ConcurrentHashMap<>();

    Quotas() {
        this(0, 0);
    }

    @Inject
    public Quotas(Settings settings) {
        this(
                settings.admission().modelSessionsPerMinute(),
                settings.realtime().map(realtime -> realtime.targets().size()).orElse(1));
    }

    /**
     * @param connectionsPerMinute to each deployment
     * @param deployments how many there are
     */
    public Quotas(int connectionsPerMinute, int deployments) {
        this.connectionsPerMinute = connectionsPerMinute;
        this.deployments = deployments;
    }

    /** @param deployment its name, unlike those of other resources */
    public Quota of(String deployment) {
        return byDeployment.computeIfAbsent(deployment, name -> new Quota(connectionsPerMinute, System::nanoTime));
    }

    /** Zero when one deployment takes a session, or was never asked; else the shortest wait. */
    public Duration untilFree() {
        if (byDeployment.size() < deployments) {
            return Duration.ZERO;
        }
        return byDeployment.values().stream()
                .map(Quota::untilFree)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
