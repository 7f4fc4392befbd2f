package dev.parley.conversation;

import dev.parley.agents.Personas;
import dev.parley.agents.Tools;
import dev.parley.config.ConversationSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.conversation.ConversationListener.Ending;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The conversations of this node: as many at once as its settings say, none once it drains. Thread-safe. */
@ApplicationScoped
public class NodeConversations implements Conversations {
    private static final Logger LOG = Logger.getLogger(NodeConversations.class.getName());
    /** Stopping the server waits this long for calls to end: a hang-up message takes far less. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Stage stage;
    private final ConversationSettings settings;
    private final Map<String, Optional<RunningConversation>> live = new ConcurrentHashMap<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final CountDownLatch drained = new CountDownLatch(1);

    NodeConversations() {
        this(null, null);
    }

    @Inject
    public NodeConversations(
            Engine engine,
            Tools tools,
            Settings settings,
            Threads threads,
            Instance<TurnObserver> observers,
            Memories memories,
            Personas personas) {
        this(
                new Stage(
                        engine,
                        tools,
                        settings.conversation(),
                        Clock.systemDefaultZone(),
                        new Surroundings(
                                threads.lasting(),
                                Time.of(threads),
                                observers.stream().toList(),
                                memories),
                        new PublishedSuccessors(personas)),
                settings.conversation());
    }

    NodeConversations(Stage stage, ConversationSettings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    @Override
    public LiveConversation begin(Opening opening, Line line, ConversationListener listener) {
        reserve(opening.callId());
        try {
            return stage.begin(
                    opening,
                    line,
                    forgetting(listener),
                    conversation -> live.put(opening.callId(), Optional.of(conversation)));
        } catch (ConversationRefused e) {
            forget(opening.callId());
            throw e;
        }
    }

    private void reserve(String callId) {
        synchronized (live) {
            if (draining.get()) {
                throw new ConversationRefused("this server is stopping and takes no more calls");
            }
            if (live.size() >= settings.live()) {
                throw new ConversationRefused("this server has as many calls as it may");
            }
            if (live.putIfAbsent(callId, Optional.empty()) != null) {
                throw new ConversationRefused("this call is live already");
            }
        }
    }

    private ConversationListener forgetting(ConversationListener listener) {
        return new ConversationListener() {
            @Override
            public void ended(String callId, Ending why, Duration lasted) {
                try {
                    listener.ended(callId, why, lasted); // who may still ask for what was said
                } finally {
                    forget(callId);
                }
            }

            @Override
            public void transfer(String callId, String to) {
                listener.transfer(callId, to);
            }
        };
    }

    private void forget(String callId) {
        live.remove(callId);
        if (draining.get() && live.isEmpty()) {
            drained.countDown();
        }
    }

    @Override
    public Optional<LiveConversation> find(String callId) {
        return live.getOrDefault(callId, Optional.empty()).map(LiveConversation.class::cast);
    }

    @Override
    public Collection<LiveConversation> live() {
        return live.values().stream()
                .flatMap(Optional::stream)
                .map(LiveConversation.class::cast)
                .toList();
    }

    /** Before any bean is destroyed, and before whoever observes later waits for what comes of it. */
    void stop(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(Interceptor.Priority.APPLICATION)
                    Shutdown serverStops) {
        drain();
    }

    /** Takes no more and ends all, within a bound. */
    void drain() {
        synchronized (live) {
            draining.set(true);
            if (live.isEmpty()) {
                return;
            }
        }
        live().forEach(conversation -> conversation.end(Ending.SERVER_STOPPED, "the server stops"));
        try {
            if (!drained.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "{0} calls did not end in time", live.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
