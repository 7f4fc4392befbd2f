package dev.parley.emulator.faults;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A moment at which a fault may strike a request or socket, and what is known of it then. A service that comes to know more
 * of a request later has another occasion for it, of the faults that waited for that.
 *
 * @param call where the service can tell
 * @param facts what is known by now
 * @param later which of the facts became known only after an earlier occasion; empty at the first one
 */
public record Occasion(AzureService service, Optional<String> call, Map<Limit, String> facts, Set<Limit> later) {
    public Occasion {
        facts = Map.copyOf(facts);
        later = Set.copyOf(later);
    }

    /** The beginning of a request of which nothing but its call may be known. */
    public static Occasion of(AzureService service, Optional<String> call) {
        return new Occasion(service, call, Map.of(), Set.of());
    }

    /** The beginning of a request of which this is known. */
    public static Occasion of(AzureService service, Optional<String> call, Map<Limit, String> facts) {
        return new Occasion(service, call, facts, Set.of());
    }

    boolean isOf(Fault fault) {
        boolean within = fault.limits().entrySet().stream()
                .allMatch(limit -> facts.containsKey(limit.getKey())
                        && limit.getKey().fits(limit.getValue(), facts.get(limit.getKey())));
        boolean due = later.isEmpty() || fault.limits().keySet().stream().anyMatch(later::contains);
        return fault.service() == service
                && (fault.call().isEmpty() || fault.call().equals(call))
                && within
                && due;
    }
}
