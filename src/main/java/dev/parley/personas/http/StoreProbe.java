package dev.parley.personas.http;

import dev.parley.personas.Following;
import dev.parley.personas.NodePersonas;
import dev.parley.web.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whether the store of personas answers. Once they are known here, calls can do without it. */
@ApplicationScoped
public class StoreProbe implements Probe {
    private final Following following;
    private final NodePersonas node;

    StoreProbe() {
        this(null, null);
    }

    @Inject
    public StoreProbe(Following following, NodePersonas node) {
        this.following = following;
        this.node = node;
    }

    @Override
    public String component() {
        return "cosmos_db";
    }

    @Override
    public Optional<String> fault() {
        return following.away();
    }

    @Override
    public boolean needed() {
        return !node.loaded();
    }
}
