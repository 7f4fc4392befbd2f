package dev.parley.rehearsal;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A rehearsal while it lasts and after: a thread for each run, of which those go on that may. Thread-safe. */
final class RunningRehearsal implements Rehearsal {
    private static final Logger LOG = Logger.getLogger(RunningRehearsal.class.getName());

    private final String id;
    private final Persona persona;
    private final List<TestInMode> tests;
    private final Performer performer;
    private final Consumer<RehearsalEvent> watcher;
    private final CompletableFuture<List<RehearsalResult>> done = new CompletableFuture<>();
    private final List<Future<?>> threads = new ArrayList<>();
    private final List<RehearsalResult> results = new ArrayList<>();
    private State state = State.RUNNING;

    /** Runs a test once; waits for its turn to. */
    interface Performer {
        /** @param begins asked when its turn has come: false, it is not wanted any more */
        RunResult run(String callId, Persona persona, TestInMode test, BooleanSupplier begins)
                throws InterruptedException;
    }

    /** A test in one mode, and what its runs gave so far. */
    static final class TestInMode {
        final PersonaTest test;
        final Mode mode;
        private final List<Optional<RunResult>> runs = new ArrayList<>();

        TestInMode(PersonaTest test, Mode mode) {
            this.test = test;
            this.mode = mode;
            for (int run = 0; run < test.runs(); run++) {
                runs.add(Optional.empty());
            }
        }

        private boolean complete() {
            return runs.stream().allMatch(Optional::isPresent);
        }

        private RehearsalResult result() {
            var all = runs.stream().flatMap(Optional::stream).toList();
            double rate = (double) all.stream().filter(RunResult::passed).count() / all.size();
            return new RehearsalResult(
                    test.name(), mode, test.required(), rate >= test.passRate(), rate, test.passRate(), all);
        }
    }

    RunningRehearsal(
            String id, Persona persona, List<TestInMode> tests, Performer performer, Consumer<RehearsalEvent> watcher) {
        this.id = id;
        this.persona = persona;
        this.tests = tests;
        this.performer = performer;
        this.watcher = watcher;
    }

    synchronized void begin(ExecutorService executor) {
        for (var test : tests) {
            for (int run = 1; run <= test.test.runs(); run++) {
                int number = run;
                threads.add(executor.submit(() -> run(test, number)));
            }
        }
    }

    private void run(TestInMode test, int number) {
        var name = test.test.name();
        var callId = "rehearsal-" + id + "-" + tests.indexOf(test) + "-" + number;
        try {
            var result = performer.run(
                    callId, persona, test, () -> begins(new RehearsalEvent.RunBegan(name, test.mode, number)));
            ended(test, number, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the rehearsal was cancelled, and says so
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A run of rehearsal " + id + " broke", e);
            ended(test, number, broken("the run broke: " + e.getClass().getSimpleName()));
        }
    }

    private synchronized boolean begins(RehearsalEvent event) {
        tell(event);
        return state == State.RUNNING;
    }

    static RunResult broken(String fault) {
        return new RunResult(false, Optional.of(fault), List.of(), List.of(), List.of(), List.of(), "NOT_BEGUN", 0);
    }

    private synchronized void ended(TestInMode test, int number, RunResult result) {
        if (state != State.RUNNING) {
            return;
        }
        test.runs.set(number - 1, Optional.of(result));
        tell(new RehearsalEvent.RunEnded(test.test.name(), test.mode, number, result));
        if (test.complete()) {
            var whole = test.result();
            results.add(whole);
            tell(new RehearsalEvent.TestEnded(whole));
        }
        if (results.size() == tests.size()) {
            over(State.DONE);
        }
    }

    private void over(State how) {
        state = how;
        tell(new RehearsalEvent.Ended(how, List.copyOf(results)));
        done.complete(List.copyOf(results));
    }

    /** One event at a time; a watcher that fails does not harm the tests. */
    private synchronized void tell(RehearsalEvent event) {
        if (done.isDone()) {
            return;
        }
        try {
            watcher.accept(event);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Who watches rehearsal " + id + " failed", e);
        }
    }

    @Override
    public void cancel() {
        List<Future<?>> running;
        synchronized (this) {
            if (state == State.RUNNING) {
                over(State.CANCELLED);
            }
            running = List.copyOf(threads);
        }
        running.forEach(thread -> thread.cancel(true));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public PersonaId persona() {
        return persona.id();
    }

    @Override
    public String revision() {
        return persona.revision();
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public synchronized List<RehearsalResult> results() {
        return List.copyOf(results);
    }

    @Override
    public CompletableFuture<List<RehearsalResult>> done() {
        return done.copy();
    }
}
