package dev.parley.emulator.realtime.doors;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Carries who was let in from the filter to the handshake, which run on one thread. */
@ApplicationScoped
public class Entrances {
    private final ThreadLocal<Entrance> current = new ThreadLocal<>();

    void set(Entrance entrance) {
        current.set(entrance);
    }

    void clear() {
        current.remove();
    }

    Optional<Entrance> current() {
        return Optional.ofNullable(current.get());
    }
}
