package dev.parley.call;

import dev.parley.agents.Personas;
import dev.parley.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whether this node takes another call. Thread-safe, answers at once. */
@ApplicationScoped
public class Doors {
    private final Settings settings;
    private final Personas personas;
    private final CallBook book;
    private volatile boolean draining;

    Doors() {
        this(null, null, null);
    }

    @Inject
    public Doors(Settings settings, Personas personas, CallBook book) {
        this.settings = settings;
        this.personas = personas;
        this.book = book;
    }

    /** Why no call is taken now, in plain words; empty when one is. */
    public Optional<String> closed() {
        if (draining) {
            return Optional.of("the server is stopping");
        }
        if (!settings.problems().isEmpty()) {
            return Optional.of("settings are missing or wrong, see readiness");
        }
        if (personas.byDefault().isEmpty()) {
            return Optional.of("there is no persona that could answer");
        }
        if (linesTaken() >= settings.conversation().live()) {
            return Optional.of("all lines of this server are busy");
        }
        return Optional.empty();
    }

    /** What this node knows of other nodes' calls takes no line here. */
    private long linesTaken() {
        return book.live().stream().filter(call -> !call.isOfAnotherNode()).count();
    }

    /** From now on new calls are refused; live ones finish. */
    @PreDestroy
    public void drain() {
        draining = true;
    }
}
