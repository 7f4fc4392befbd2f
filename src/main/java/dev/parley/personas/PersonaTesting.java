package dev.parley.personas;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.agents.PersonaId;
import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.config.Threads;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.AuditEntry.Deed;
import dev.parley.personas.Heads.Edit;
import dev.parley.personas.PersonaHead.Draft;
import dev.parley.personas.PersonaHead.Tested;
import dev.parley.personas.PersonaRefused.Why;
import dev.parley.rehearsal.Rehearsal;
import dev.parley.rehearsal.RehearsalEvent;
import dev.parley.rehearsal.RehearsalRefused;
import dev.parley.rehearsal.RehearsalResult;
import dev.parley.rehearsal.Rehearsals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Runs the tests of the text that an editor works on, keeps what came of it, and notes at the persona when all required ones
 * passed on exactly that text.
 */
@ApplicationScoped
public class PersonaTesting {
    private static final Logger LOG = Logger.getLogger(PersonaTesting.class.getName());
    private static final int ATTEMPTS = 5; // each time somebody else changed the persona

    private final PersonaStore store;
    private final Heads heads;
    private final Checks checks;
    private final Rehearsals rehearsals;
    private final RunReport report;
    private final Watched watched;
    private final Threads threads;

    PersonaTesting() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    public PersonaTesting(
            PersonaStore store,
            Heads heads,
            Checks checks,
            Rehearsals rehearsals,
            RunReport report,
            Watched watched,
            Threads threads) {
        this.store = store;
        this.heads = heads;
        this.checks = checks;
        this.rehearsals = rehearsals;
        this.report = report;
        this.watched = watched;
        this.threads = threads;
    }

    /**
     * Starts to run tests of the draft, else of what is published; returns at once.
     *
     * @param only TEXT or VOICE; empty: each as it asks
     * @param names empty: all
     * @throws PersonaRefused when the text has faults, or nothing can be run
     */
    public Rehearsal start(PersonaId id, Optional<Mode> only, Set<String> names, String who) {
        var head = heads.current(id);
        var reading = checks.read(id, head.text());
        var persona = reading.persona()
                .orElseThrow(() -> new PersonaRefused(
                        Why.FAULTY,
                        "It has faults, see errors.",
                        reading.findings().stream()
                                .filter(finding -> finding.severity() == Severity.ERROR)
                                .toList()));
        try {
            var events = new Watched.Events();
            var rehearsal = rehearsals.start(persona, only, names, events);
            watched.know(rehearsal.id(), events);
            rehearsal.done().thenAcceptAsync(results -> ended(rehearsal, persona, results, who), threads.virtual());
            return rehearsal;
        } catch (RehearsalRefused e) {
            throw new PersonaRefused(Why.WRONG, "Nothing can be run: " + e.getMessage() + ".");
        }
    }

    /** One that runs, or was run on this node lately. */
    public Optional<Rehearsal> running(PersonaId id, String run) {
        return rehearsals.find(run).filter(rehearsal -> rehearsal.persona().equals(id));
    }

    /** One that was kept. */
    public Optional<TestRun> kept(PersonaId id, String run) {
        return store.run(id, run);
    }

    /** All that were kept, newest first. */
    public List<TestRun> kept(PersonaId id) {
        return store.runs(id);
    }

    /**
     * Tells what happened in a run so far, and what happens until it ends.
     *
     * @param watcher told on threads that it may not hold up
     * @return what ends the watching
     */
    public Runnable watch(Rehearsal rehearsal, Consumer<RehearsalEvent> watcher) {
        return watched.watch(rehearsal.id(), watcher);
    }

    private void ended(Rehearsal rehearsal, Persona persona, List<RehearsalResult> results, String who) {
        if (rehearsal.state() != Rehearsal.State.DONE) {
            return; // cancelled: it proves nothing
        }
        boolean passed = provesAll(persona, results);
        var run = new TestRun(
                rehearsal.id(),
                persona.id(),
                persona.revision(),
                who,
                heads.now(),
                passed,
                passRate(persona, results),
                report.json(results));
        try {
            store.keep(run);
            note(run);
        } catch (PersonaRefused | StoreUnavailable e) {
            LOG.log(Level.WARNING, "The results of tests of persona " + persona.id() + " could not be kept", e);
        }
    }

    /** Each required test in each mode that it asks for. */
    static boolean provesAll(Persona persona, List<RehearsalResult> results) {
        return wanted(persona)
                .allMatch(each ->
                        each.among(results).filter(RehearsalResult::passed).isPresent());
    }

    /** Over each required test in each mode that it asks for; empty where one was not run. */
    static OptionalDouble passRate(Persona persona, List<RehearsalResult> results) {
        var run = wanted(persona).map(each -> each.among(results)).toList();
        return run.stream().allMatch(Optional::isPresent)
                ? run.stream()
                        .mapToDouble(result -> result.orElseThrow().passRate())
                        .average()
                : OptionalDouble.empty();
    }

    private record Wanted(String test, Mode mode) {
        Optional<RehearsalResult> among(List<RehearsalResult> results) {
            return results.stream()
                    .filter(result -> result.test().equals(test) && result.mode() == mode)
                    .findFirst();
        }
    }

    private static Stream<Wanted> wanted(Persona persona) {
        return persona.tests().stream().filter(PersonaTest::required).flatMap(test -> Stream.of(Mode.TEXT, Mode.VOICE)
                .filter(mode -> test.mode().includes(mode))
                .map(mode -> new Wanted(test.name(), mode)));
    }

    private void note(TestRun run) {
        for (int attempt = 1; ; attempt++) {
            var head = heads.current(run.persona());
            var edit = Edit.of(head);
            boolean ofTheDraft =
                    head.draft().map(Draft::hash).filter(run.hash()::equals).isPresent();
            if (run.passed() && ofTheDraft) {
                edit.tested(Optional.of(new Tested(run.hash(), run.id(), run.at())));
            }
            var action = run.passed() ? Action.TESTS_PASSED : Action.TESTS_FAILED;
            edit.deed(new Deed(run.who(), action, "", run.hash(), "run " + run.id()));
            try {
                heads.commit(edit);
                return;
            } catch (PersonaRefused e) {
                if (e.why() != Why.STALE || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
