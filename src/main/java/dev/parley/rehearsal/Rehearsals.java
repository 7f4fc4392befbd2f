package dev.parley.rehearsal;

import dev.parley.agents.ChatModel;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.agents.Personas;
import dev.parley.agents.Tools;
import dev.parley.config.Threads;
import dev.parley.conversation.ConversationRefused;
import dev.parley.conversation.Engine;
import dev.parley.conversation.PublishedSuccessors;
import dev.parley.media.Ticker;
import dev.parley.rehearsal.RunningRehearsal.TestInMode;
import dev.parley.speech.SpeechToText;
import dev.parley.speech.TextToSpeech;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rehearsals of this node: what runs, what waits, and the last ones that are over. Rehearsed calls stand in no call book and
 * count in no metric. Thread-safe.
 */
@ApplicationScoped
public class Rehearsals {
    /** Each has two recognisers and a real conversation, beside the calls of this node. */
    private static final int VOICE_AT_ONCE = 4;
    /** Each mostly waits for the model. */
    private static final int TEXT_AT_ONCE = 4;
    /** Rehearsals that are not over; more of them would wait longer than anybody. */
    private static final int MOST_RUNNING = 16;
    /** Rehearsals that are over and can still be asked for; who wants to keep one keeps its results. */
    private static final int MOST_KEPT = 32;
    /** Runs of all tests of one rehearsal, whose dialogues are all kept: some megabytes. */
    private static final int MOST_RUNS = 200;
    /** All runs of all tests of one rehearsal. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<Mode, TestMode> modes;
    private final Judging judging;
    private final Supplier<ExecutorService> executor;
    private final Supplier<ScheduledExecutorService> timers;
    private final Map<Mode, Semaphore> room =
            Map.of(Mode.TEXT, new Semaphore(TEXT_AT_ONCE, true), Mode.VOICE, new Semaphore(VOICE_AT_ONCE, true));
    private final Map<String, RunningRehearsal> known = new LinkedHashMap<>();

    Rehearsals() {
        this(Map.of(), null, () -> null, () -> null);
    }

    @Inject
    public Rehearsals(
            ChatModel model,
            Tools tools,
            Engine engine,
            SpeechToText hearing,
            TextToSpeech speaking,
            Ticker ticker,
            JsonReader json,
            Threads threads,
            Personas personas) {
        this(
                modes(
                        new TextMode(model, tools, new PublishedSuccessors(personas)),
                        new VoiceMode(
                                engine, tools, hearing, speaking, ticker, threads, new PublishedSuccessors(personas))),
                new Judging(new Judge(model, json), json),
                threads::virtual,
                threads::timers);
    }

    private static Map<Mode, TestMode> modes(TestMode text, TestMode voice) {
        return Map.of(Mode.TEXT, text, Mode.VOICE, voice);
    }

    Rehearsals(
            Map<Mode, TestMode> modes,
            Judging judging,
            Supplier<ExecutorService> executor,
            Supplier<ScheduledExecutorService> timers) {
        this.modes = modes;
        this.judging = judging;
        this.executor = executor;
        this.timers = timers;
    }

    /**
     * Starts to run tests of a persona; returns at once. Runs go on side by side as there is room.
     *
     * @param only TEXT or VOICE; empty: each test in the modes that it asks for
     * @param names of the tests; none: all
     * @param watcher told one event after the other, on threads that may work; it must not wait for long
     * @throws RehearsalRefused when too many rehearsals wait already, or no test is to be run
     */
    public Rehearsal start(Persona persona, Optional<Mode> only, Set<String> names, Consumer<RehearsalEvent> watcher) {
        var tests = chosen(persona, only, names);
        var rehearsal = new RunningRehearsal(UUID.randomUUID().toString(), persona, tests, this::performed, watcher);
        keep(rehearsal);
        rehearsal.begin(executor.get());
        var deadline = timers.get().schedule(rehearsal::cancel, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        rehearsal.done().thenRun(() -> deadline.cancel(false));
        return rehearsal;
    }

    public Optional<Rehearsal> find(String id) {
        synchronized (known) {
            return Optional.ofNullable(known.get(id));
        }
    }

    private static List<TestInMode> chosen(Persona persona, Optional<Mode> only, Set<String> names) {
        var tests = persona.tests().stream()
                .filter(test -> names.isEmpty() || names.contains(test.name()))
                .toList();
        var missing = names.stream()
                .filter(name -> tests.stream().noneMatch(test -> test.name().equals(name)))
                .count();
        if (missing > 0) {
            throw new RehearsalRefused("the persona has no test of that name");
        }
        var chosen = tests.stream()
                .flatMap(test -> Stream.of(Mode.TEXT, Mode.VOICE)
                        .filter(mode -> test.mode().includes(mode))
                        .filter(mode -> only.isEmpty() || only.get().includes(mode))
                        .map(mode -> new TestInMode(test, mode)))
                .toList();
        if (chosen.isEmpty()) {
            throw new RehearsalRefused("the persona has no test to be run so");
        }
        if (chosen.stream().mapToInt(test -> test.test.runs()).sum() > MOST_RUNS) {
            throw new RehearsalRefused("one rehearsal has at most " + MOST_RUNS + " runs: name some of the tests");
        }
        return chosen;
    }

    private void keep(RunningRehearsal rehearsal) {
        synchronized (known) {
            long running = known.values().stream()
                    .filter(other -> other.state() == Rehearsal.State.RUNNING)
                    .count();
            if (running >= MOST_RUNNING) {
                throw new RehearsalRefused("this server has " + running + " rehearsals to do: try again later");
            }
            var oldest = known.values().iterator();
            while (known.size() >= MOST_KEPT && oldest.hasNext()) {
                if (oldest.next().state() != Rehearsal.State.RUNNING) {
                    oldest.remove();
                }
            }
            known.put(rehearsal.id(), rehearsal);
        }
    }

    private RunResult performed(String callId, Persona persona, TestInMode test, BooleanSupplier begins)
            throws InterruptedException {
        room.get(test.mode).acquire();
        try {
            if (!begins.getAsBoolean()) {
                throw new InterruptedException("the rehearsal was cancelled");
            }
            var performance = modes.get(test.mode).perform(callId, persona, test.test);
            return judging.judged(persona, test.test, performance);
        } catch (ConversationRefused | CannotRehearse e) {
            return RunningRehearsal.broken(e.getMessage());
        } finally {
            room.get(test.mode).release();
        }
    }

    @PreDestroy
    void stop() {
        List<RunningRehearsal> all;
        synchronized (known) {
            all = List.copyOf(known.values());
        }
        all.forEach(RunningRehearsal::cancel);
    }
}
