package dev.parley.conversation;

import dev.parley.config.ConversationSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.NodeId;
import dev.parley.sessions.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Memories in the session store. Of each call one write is under way and at most the newest snapshot waits behind it.
 * Thread-safe; a store that fails never harms a conversation.
 */
@ApplicationScoped
public class SharedMemories implements Memories {
    private static final Logger LOG = Logger.getLogger(SharedMemories.class.getName());

    private final SessionStore sessions;
    private final NodeId node;
    private final ConversationSettings settings;
    private final Supplier<Executor> executor;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Set<String> writing = new HashSet<>();

    private record Waiting(ConversationSnapshot snapshot, Runnable elsewhere) {}

    SharedMemories() {
        this(null, null, (ConversationSettings) null, () -> null);
    }

    @Inject
    public SharedMemories(SessionStore sessions, NodeId node, Settings settings, Threads threads) {
        this(sessions, node, settings.conversation(), threads::lasting);
    }

    SharedMemories(SessionStore sessions, NodeId node, ConversationSettings settings, Supplier<Executor> executor) {
        this.sessions = sessions;
        this.node = node;
        this.settings = settings;
        this.executor = executor;
    }

    @Override
    public void keep(ConversationSnapshot snapshot, Runnable elsewhere) {
        var callId = snapshot.callId();
        synchronized (this) {
            waiting.put(callId, new Waiting(snapshot, elsewhere));
            if (!writing.add(callId)) {
                return;
            }
        }
        try {
            executor.get().execute(() -> write(callId));
        } catch (RejectedExecutionException e) {
            forget(callId);
            LOG.log(Level.WARNING, "The server stops; what call " + callId + " remembers is not kept", e);
        }
    }

    private void write(String callId) {
        for (var next = next(callId); next.isPresent(); next = next(callId)) {
            try {
                if (!sessions.remember(next.get().snapshot(), node.value(), settings.outlives())) {
                    next.get().elsewhere().run();
                }
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "What call " + callId + " remembers could not be kept this time", e);
            }
        }
    }

    private synchronized void forget(String callId) {
        waiting.remove(callId);
        writing.remove(callId);
    }

    /** The newest snapshot of the call; empty: nothing waits and nothing is being written any more. */
    private synchronized Optional<Waiting> next(String callId) {
        var next = Optional.ofNullable(waiting.remove(callId));
        if (next.isEmpty()) {
            writing.remove(callId);
        }
        return next;
    }
}
