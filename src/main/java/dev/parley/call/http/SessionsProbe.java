package dev.parley.call.http;

import dev.parley.sessions.SurvivingStore;
import dev.parley.web.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whether this node shares its sessions, where it is set up to. Calls go on without. */
@ApplicationScoped
public class SessionsProbe implements Probe {
    private final SurvivingStore sessions;

    SessionsProbe() {
        this(null);
    }

    @Inject
    public SessionsProbe(SurvivingStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public String component() {
        return "redis";
    }

    @Override
    public Optional<String> fault() {
        return sessions.degraded();
    }

    @Override
    public boolean needed() {
        return false;
    }
}
