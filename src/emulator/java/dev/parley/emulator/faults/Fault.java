package dev.parley.emulator.faults;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One fault as a tester asked for it.
 *
 * @param service whose requests it strikes
 * @param kind what happens
 * @param call the one call it strikes, or empty for all
 * @param limits what else a request must be for the fault to strike it
 * @param afterMs milliseconds until it happens; its meaning is the kind's
 * @param status the HTTP status of kinds that show one, 0 otherwise
 * @param share the probability that a matching request is struck, above 0 up to 1
 * @param times how many requests it strikes before it is spent; 0: until deleted
 */
public record Fault(
        AzureService service,
        FaultKind kind,
        Optional<String> call,
        Map<Limit, String> limits,
        long afterMs,
        int status,
        double share,
        int times) {

    public Fault {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(call, "call");
        limits = Map.copyOf(limits);
    }

    /** A fault that is limited to a call at most. */
    public Fault(
            AzureService service,
            FaultKind kind,
            Optional<String> call,
            long afterMs,
            int status,
            double share,
            int times) {
        this(service, kind, call, Map.of(), afterMs, status, share, times);
    }

    /** A fault that strikes every request of a service until it is deleted. */
    public static Fault of(AzureService service, FaultKind kind) {
        return new Fault(service, kind, Optional.empty(), 0, kind.usualStatus(), 1, 0);
    }
}
