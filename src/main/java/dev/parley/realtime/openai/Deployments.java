package dev.parley.realtime.openai;

import dev.parley.config.RealtimeSettings.Target;
import dev.parley.config.Settings;
import dev.parley.web.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which speech-to-speech deployments gave no session lately: they are asked last, and readiness names them. Others take the
 * calls, or the cascade does, so this server stays ready. Thread-safe.
 */
@ApplicationScoped
public class Deployments implements Probe {
    /** A deployment that was busy or away is asked first again. */
    private static final Duration AWAY = Duration.ofSeconds(20);

    private static final int SWITCHING = 101;

    private final Duration wrong;
    private final LongSupplier nanos;
    private final Map<Target, Fault> faults = new LinkedHashMap<>();

    private record Fault(String reason, long untilNanos, boolean lasts) {}

    Deployments() {
        this(Duration.ZERO, System::nanoTime);
    }

    @Inject
    public Deployments(Settings settings) {
        this(settings.upstream().retryRefusedKey(), System::nanoTime);
    }

    /** @param wrong how long one that refuses for good is asked last */
    Deployments(Duration wrong, LongSupplier nanos) {
        this.wrong = wrong;
        this.nanos = nanos;
    }

    /** Those that are likely to give a session come first, else in the order given. */
    public synchronized List<Target> inOrder(List<Target> targets) {
        return Stream.concat(
                        targets.stream().filter(target -> !isOut(target)),
                        targets.stream().filter(this::isOut))
                .toList();
    }

    private boolean isOut(Target target) {
        var fault = faults.get(target);
        return fault != null && nanos.getAsLong() - fault.untilNanos() < 0;
    }

    /** @param status of the upgrade, 0 for none */
    public synchronized void answered(Target target, int status) {
        if (status == SWITCHING) {
            faults.remove(target);
        } else {
            boolean lasts = !Failures.retryable(status);
            var pause = lasts ? wrong : AWAY;
            faults.put(target, new Fault(reason(status), nanos.getAsLong() + pause.toNanos(), lasts));
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 0 -> "cannot be reached";
            case 401, 403 -> "refuses our key";
            case 404 -> "does not exist";
            default -> "answered " + status;
        };
    }

    @Override
    public String component() {
        return "azure_openai_realtime";
    }

    @Override
    public boolean needed() {
        return false;
    }

    /** Those that refuse for good, until they give a session, and those that are away. */
    @Override
    public synchronized Optional<String> fault() {
        var all = faults.entrySet().stream()
                .filter(entry -> entry.getValue().lasts() || isOut(entry.getKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue().reason())
                .collect(Collectors.joining("; "));
        return Optional.of(all).filter(text -> !text.isEmpty());
    }
}
