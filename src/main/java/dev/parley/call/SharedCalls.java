package dev.parley.call;

import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.conversation.Conversations;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.NodeId;
import dev.parley.sessions.SessionStore;
import dev.parley.sessions.UnreadableSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The calls of all nodes: this node's book, and the session store for what others did. Looking up waits for the store, within
 * its timeout; sharing does not. Thread-safe.
 */
@ApplicationScoped
public class SharedCalls {
    private static final Logger LOG = Logger.getLogger(SharedCalls.class.getName());
    /** 10 min: so long another node that dialled or answered a call may have it, though the store be out of its reach. */
    private static final Duration OTHERS = Duration.ofMinutes(10);

    private final CallBook book;
    private final Conversations conversations;
    private final SessionStore sessions;
    private final NodeId node;
    private final Settings settings;
    private final Supplier<Executor> executor;

    SharedCalls() {
        this(null, null, null, null, null, () -> null);
    }

    @Inject
    public SharedCalls(
            CallBook book,
            Conversations conversations,
            SessionStore sessions,
            NodeId node,
            Settings settings,
            Threads threads) {
        this(book, conversations, sessions, node, settings, threads::lasting);
    }

    SharedCalls(
            CallBook book,
            Conversations conversations,
            SessionStore sessions,
            NodeId node,
            Settings settings,
            Supplier<Executor> executor) {
        this.book = book;
        this.conversations = conversations;
        this.sessions = sessions;
        this.node = node;
        this.settings = settings;
        this.executor = executor;
    }

    /** What is known of a call, by our id or ACS's connection id; its transcript may lack the turn that is being spoken. */
    public Optional<CallDetails> details(String id) {
        return find(Optional.of(id), Optional.of(id)).map(call -> {
            refresh(call);
            var callId = call.plan().callId();
            if (conversations.find(callId).isEmpty() && !call.status().over()) {
                memory(callId).map(Transcripts::of).ifPresent(call::keepTranscript);
            }
            return book.details(callId).orElseGet(call::details);
        });
    }

    /** The call that this node or another one knows by its id, else by its connection; from then on in this node's book. */
    Optional<Call> find(Optional<String> callId, Optional<String> connectionId) {
        return book.find(callId, connectionId)
                .or(() -> callId.flatMap(this::adopt))
                .or(() -> connectionId.flatMap(sessions::callIdByConnection).flatMap(this::adopt));
    }

    private Optional<Call> adopt(String callId) {
        try {
            var call = sessions.planByCallId(callId).map(book::add);
            call.ifPresent(Call::adopted);
            call.ifPresent(this::refresh);
            return call;
        } catch (UnreadableSession e) {
            LOG.log(Level.WARNING, "Call {0} is not known here: {1}", new Object[] {callId, e.getMessage()});
            return Optional.empty();
        }
    }

    /** Learns what other nodes noted of this call. */
    void refresh(Call call) {
        call.learn(sessions.marks(call.plan().callId()));
    }

    /** Tells other nodes how this call stands. */
    void share(Call call) {
        var marks = call.marks();
        try {
            executor.get()
                    .execute(() -> sessions.mark(
                            call.plan().callId(), marks, settings.conversation().outlives()));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "The server stops; call " + call.plan().callId() + " is not shared any more", e);
        }
    }

    /** Whether another node has its conversation. */
    boolean elsewhere(String callId) {
        return sessions.owner(callId).filter(this::isAnotherNode).isPresent();
    }

    /** The node that has its conversation, as far as is known; the call learns of it where that is another one. */
    Optional<String> learnOwner(Call call) {
        var owner = sessions.owner(call.plan().callId());
        if (owner.filter(this::isAnotherNode).isPresent()) {
            call.wentElsewhere();
        }
        return owner;
    }

    /**
     * Whether it is certain that no node has its conversation, which this one has not. Who had it last may have it still, though
     * the store be out of reach or have lost what it knew: then only the longest call's time makes it certain.
     *
     * @param owner as {@link #learnOwner} has just said: a store that comes back in between would contradict itself
     * @param patience how long a node that gave a call up may take to hang it up
     */
    boolean isAbandoned(Call call, Optional<String> owner, Duration patience, Instant now) {
        var since = call.connectedAt().orElse(call.startedAt());
        if (since.plus(settings.conversation().outlives()).isBefore(now)) {
            return true;
        }
        if (call.givenUpAt().filter(at -> at.plus(patience).isBefore(now)).isPresent()) {
            return true;
        }
        if (call.isElsewhere()) {
            return false;
        }
        if (call.attachedAt().isPresent() || owner.isPresent()) {
            return true; // it was here
        }
        boolean othersHadTheirTime = !call.isAdopted() || since.plus(OTHERS).isBefore(now);
        return othersHadTheirTime && sessions.neverTaken(call.plan().callId());
    }

    /** The conversation of this call is this node's from now on; what it remembers, where another node had it. */
    SessionStore.Taken take(String callId) {
        try {
            return sessions.take(callId, node.value(), settings.conversation().outlives());
        } catch (UnreadableSession e) {
            LOG.log(Level.WARNING, "Call {0} begins anew: {1}", new Object[] {callId, e.getMessage()});
            return new SessionStore.Taken(Optional.empty(), Optional.empty());
        }
    }

    boolean isAnotherNode(String owner) {
        return !owner.equals(node.value());
    }

    private Optional<ConversationSnapshot> memory(String callId) {
        try {
            return sessions.memory(callId);
        } catch (UnreadableSession e) {
            LOG.log(Level.WARNING, "Call {0} is shown without transcript: {1}", new Object[] {callId, e.getMessage()});
            return Optional.empty();
        }
    }
}
