package dev.parley.personas;

import dev.parley.agents.CanaryPolicy;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaId;
import dev.parley.personas.CanaryVerdict.State;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.PersonaRefused.Why;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How canaries go, over all nodes; ends one that is worse than what is published. */
@ApplicationScoped
public class Canaries {
    private static final Logger LOG = Logger.getLogger(Canaries.class.getName());
    /** Who ends a canary where nobody did it by hand. */
    static final String WHO = "parley";

    private static final int ATTEMPTS = 5; // each time somebody else changed the persona

    private final PersonaStore store;
    private final CanaryStore counts;
    private final Heads heads;
    private final PersonaFormat format;
    private final Publishing publishing;

    Canaries() {
        this(null, null, null, null, null);
    }

    @Inject
    public Canaries(PersonaStore store, CanaryStore counts, Heads heads, PersonaFormat format, Publishing publishing) {
        this.store = store;
        this.counts = counts;
        this.heads = heads;
        this.format = format;
        this.publishing = publishing;
    }

    /**
     * Straight from the store.
     *
     * @throws PersonaRefused when there is no such persona, or it has no canary
     */
    public CanaryReport report(PersonaId id) {
        return report(heads.current(id), id).orElseThrow(() -> new PersonaRefused(Why.UNKNOWN, "There is no canary."));
    }

    /** The same; empty where there is none. */
    public Optional<CanaryReport> find(PersonaId id) {
        return store.head(id).flatMap(head -> report(head, id));
    }

    private Optional<CanaryReport> report(PersonaHead head, PersonaId id) {
        return CanaryRun.of(head).map(run -> report(run, head, counts.tallies(id)));
    }

    private CanaryReport report(CanaryRun run, PersonaHead head, List<NodeTally> all) {
        var canary = head.canary().orElseThrow();
        var published = head.published().orElseThrow(); // there is no canary without
        var tallies = of(run, all);
        var runs = store.runs(head.id());
        return new CanaryReport(
                head,
                canary,
                published,
                policy(head.id(), canary),
                new CanaryFigures(sum(tallies, NodeTally::tried), tests(runs, canary.revision())),
                new CanaryFigures(sum(tallies, NodeTally::published), tests(runs, published)));
    }

    /** With fewer calls nothing else need be asked. */
    private boolean enough(CanaryRun run, PersonaHead head, List<NodeTally> all) {
        var tallies = of(run, all);
        int wanted = policy(head.id(), head.canary().orElseThrow()).minCalls();
        return sum(tallies, NodeTally::tried).calls() >= wanted
                && sum(tallies, NodeTally::published).calls() >= wanted;
    }

    private static List<NodeTally> of(CanaryRun run, List<NodeTally> all) {
        return all.stream().filter(tally -> tally.canary().equals(run)).toList();
    }

    private static Tally sum(List<NodeTally> tallies, Function<NodeTally, Tally> side) {
        return tallies.stream().map(side).reduce(Tally.NONE, Tally::plus);
    }

    /** Of the newest run that tells it. */
    private static OptionalDouble tests(List<TestRun> newestFirst, Published revision) {
        return newestFirst.stream()
                .filter(run -> run.hash().equals(revision.hash()))
                .map(TestRun::passRate)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private CanaryPolicy policy(PersonaId id, Canary canary) {
        return format.read(id, canary.revision().text())
                .persona()
                .map(Persona::canary)
                .orElse(CanaryPolicy.USUAL);
    }

    /** Ends this canary if it is worse; does nothing where it ended meanwhile, or somebody else ends it at the same moment. */
    void judge(CanaryRun run) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var head = store.head(run.persona()).filter(now -> CanaryRun.of(now).equals(Optional.of(run)));
            if (head.isEmpty() || judged(run, head.get())) {
                return;
            }
        }
        LOG.log(Level.INFO, "The canary of {0} is judged again later: many change the persona", run.persona());
    }

    private boolean judged(CanaryRun run, PersonaHead head) {
        var all = counts.tallies(run.persona());
        all.stream()
                .filter(tally -> tally.canary().since().isBefore(run.since()))
                .forEach(counts::forget);
        if (!enough(run, head, all)) {
            return true;
        }
        var verdict = report(run, head, all).verdict();
        if (verdict.state() != State.WORSE) {
            return true;
        }
        try {
            publishing.abort(run.persona(), head.version(), verdict.words(), WHO);
            LOG.log(Level.WARNING, "The canary of {0} is aborted. {1}", new Object[] {run.persona(), verdict.words()});
            return true;
        } catch (PersonaRefused e) {
            LOG.log(Level.FINE, "Somebody else changed the persona in the same moment", e);
            return false;
        }
    }
}
