package dev.parley.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who this node is among all that share a session store: another name after each start. Immutable. */
@ApplicationScoped
public class NodeId {
    private final String value;

    public NodeId() {
        this(UUID.randomUUID().toString());
    }

    public NodeId(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }
}
