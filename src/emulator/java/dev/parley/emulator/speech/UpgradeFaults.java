package dev.parley.emulator.speech;

import dev.parley.emulator.faults.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Carries the fault that struck an upgrade from the filter to the handshake, which run on one thread. */
@ApplicationScoped
public class UpgradeFaults {
    private final ThreadLocal<Fault> current = new ThreadLocal<>();

    void set(Fault fault) {
        current.set(fault);
    }

    void clear() {
        current.remove();
    }

    Optional<Fault> current() {
        return Optional.ofNullable(current.get());
    }
}
