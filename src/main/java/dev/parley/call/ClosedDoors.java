package dev.parley.call;

import dev.parley.admission.Answer.Reason;
import dev.parley.admission.Answer.Refused;
import dev.parley.admission.Veto;
import dev.parley.admission.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** A node that takes no calls takes no talks either, and says so before their sockets open. Thread-safe. */
@ApplicationScoped
public class ClosedDoors implements Veto {
    /** 30 s: until another node has taken over from one that stops, or somebody has hung up. */
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Doors doors;

    ClosedDoors() {
        this(null);
    }

    @Inject
    public ClosedDoors(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Optional<Refused> against(Wish wish) {
        return doors.closed().map(why -> new Refused(Reason.CLOSED, LATER));
    }
}
