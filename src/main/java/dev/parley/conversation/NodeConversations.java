package dev.parley.conversation;

import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.PromptNotRendered;
import dev.parley.agents.Tools;
import dev.parley.config.ConversationSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.turns.AdaptivePause;
import dev.parley.conversation.turns.BargeIn;
import dev.parley.conversation.turns.EndOfTurn;
import dev.parley.conversation.turns.FixedPause;
import dev.parley.conversation.turns.SentenceEnd;
import dev.parley.sessions.ConversationSnapshot;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
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

    private final Engine engine;
    private final Tools tools;
    private final ConversationSettings settings;
    private final Clock clock;
    private final RunningConversation.Surroundings surroundings;
    private final Map<String, Optional<RunningConversation>> live = new ConcurrentHashMap<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final CountDownLatch drained = new CountDownLatch(1);

    NodeConversations() {
        this((Engine) null, null, (ConversationSettings) null, null, null);
    }

    @Inject
    public NodeConversations(
            Engine engine,
            Tools tools,
            Settings settings,
            Threads threads,
            Instance<TurnObserver> observers,
            Memories memories) {
        this(
                engine,
                tools,
                settings.conversation(),
                Clock.systemDefaultZone(),
                new RunningConversation.Surroundings(
                        threads.virtual(),
                        on(threads.timers()),
                        System::nanoTime,
                        observers.stream().toList(),
                        memories));
    }

    NodeConversations(
            Engine engine,
            Tools tools,
            ConversationSettings settings,
            Clock clock,
            RunningConversation.Surroundings surroundings) {
        this.engine = engine;
        this.tools = tools;
        this.settings = settings;
        this.clock = clock;
        this.surroundings = surroundings;
    }

    private static Timers on(ScheduledExecutorService scheduler) {
        return (time, task) -> {
            var timer = scheduler.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        };
    }

    @Override
    public LiveConversation begin(Opening opening, Line line, ConversationListener listener) {
        reserve(opening.callId());
        try {
            var conversation = on(line, opening, listener);
            live.put(opening.callId(), Optional.of(conversation));
            conversation.begin(engine);
            return conversation;
        } catch (PromptNotRendered e) {
            forget(opening.callId());
            throw new ConversationRefused(e.getMessage(), e);
        } catch (RuntimeException e) {
            forget(opening.callId());
            throw new ConversationRefused("the conversation could not begin: " + e.getMessage(), e);
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

    private RunningConversation on(Line line, Opening opening, ConversationListener listener) {
        var persona = opening.persona();
        var values = PromptValues.of(opening, clock);
        var scene = new Scene(
                opening,
                new History(
                        persona.prompt().render(values),
                        opening.memory().map(ConversationSnapshot::said).orElse(List.of())),
                new PlayoutLedger(line.format(), line.playoutDelay()),
                tools);
        var machine = new TurnMachine(
                scene,
                new TurnMachine.Limits(settings.longestCall(), settings.takeover()),
                persona.greetingFor(values),
                BargeIn.of(persona.turns().interruption(), persona.language()),
                endOfTurn(persona.endOfTurn().by()));
        var forgetting = new ConversationListener() {
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
        return new RunningConversation(scene, machine, line, forgetting, surroundings);
    }

    private static EndOfTurn endOfTurn(EndOfTurnBy by) {
        return switch (by) {
            case PAUSE -> new FixedPause();
            case SENTENCE -> new SentenceEnd();
            case ADAPTIVE -> new AdaptivePause();
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

    /** Takes no more and ends all, within a bound. */
    @PreDestroy
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
