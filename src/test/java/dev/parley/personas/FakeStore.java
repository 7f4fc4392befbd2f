package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A store in memory, with a switch that makes it go away and a moment in which another is faster. Thread-safe. */
final class FakeStore implements PersonaStore {
    private final Map<PersonaId, PersonaHead> heads = new HashMap<>();
    private final List<Revision> revisions = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final List<TestRun> runs = new ArrayList<>();
    private final List<Object> feed = new ArrayList<>();
    private final Map<String, String> claims = new HashMap<>();
    private Catalog catalog = Catalog.EMPTY;
    private long version;

    boolean away;
    /** Done once, just before the next commit. */
    Runnable before = () -> {};
    /** The server dies after that many more commits. */
    int commitsLeft = Integer.MAX_VALUE;

    @Override
    public synchronized Everything everything() {
        look();
        return new Everything(List.copyOf(heads.values()), catalog, "" + feed.size());
    }

    @Override
    public synchronized Changes changesSince(String mark) {
        look();
        var newer = feed.subList(Integer.parseInt(mark), feed.size());
        return new Changes(
                newer.stream()
                        .filter(PersonaHead.class::isInstance)
                        .map(PersonaHead.class::cast)
                        .toList(),
                newer.stream()
                        .filter(Catalog.class::isInstance)
                        .map(Catalog.class::cast)
                        .reduce((first, second) -> second),
                "" + feed.size());
    }

    @Override
    public synchronized Optional<PersonaHead> head(PersonaId id) {
        look();
        return Optional.ofNullable(heads.get(id));
    }

    @Override
    public synchronized Catalog catalog() {
        look();
        return catalog;
    }

    @Override
    public PersonaHead commit(PersonaHead head, List<Revision> more, List<AuditEntry> deeds) {
        beFaster();
        synchronized (this) {
            live();
            var present = heads.get(head.id());
            over(present == null ? "" : present.version(), head.version());
            var stored = new PersonaHead(
                    head.id(),
                    head.about(),
                    head.published(),
                    head.draft(),
                    head.canary(),
                    head.tested(),
                    head.revisions(),
                    head.audit(),
                    head.last(),
                    head.gone(),
                    "\"" + ++version + "\"");
            heads.put(head.id(), stored);
            revisions.addAll(more);
            audit.addAll(deeds);
            feed.add(stored);
            return stored;
        }
    }

    @Override
    public Catalog commit(Catalog newer, List<AuditEntry> deeds) {
        beFaster();
        synchronized (this) {
            live();
            over(catalog.version(), newer.version());
            catalog = new Catalog(
                    newer.byDefault(),
                    newer.numbers(),
                    newer.handOffs(),
                    newer.leaving(),
                    newer.audit(),
                    "\"" + ++version + "\"");
            audit.addAll(deeds);
            feed.add(catalog);
            return catalog;
        }
    }

    private void beFaster() {
        var other = before;
        before = () -> {};
        other.run();
    }

    private void live() {
        look();
        if (commitsLeft-- <= 0) {
            throw new Died();
        }
    }

    private void look() {
        if (away) {
            throw new StoreUnavailable("it is away", null);
        }
    }

    private static void over(String present, String read) {
        if (!present.equals(read)) {
            throw new Overtaken("somebody was faster", null);
        }
    }

    /** As when the process is killed: nobody catches it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    @Override
    public synchronized Optional<Revision> revision(PersonaId id, String hash) {
        look();
        return of(id).filter(revision -> revision.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized List<Revision> revisions(PersonaId id) {
        look();
        return of(id).toList();
    }

    private Stream<Revision> of(PersonaId id) {
        return revisions.stream()
                .filter(revision -> revision.persona().equals(id))
                .sorted(Comparator.comparingLong(Revision::number));
    }

    /** As somebody would who has the store's key. */
    synchronized void tamper(Revision with) {
        revisions.replaceAll(revision ->
                revision.persona().equals(with.persona()) && revision.number() == with.number() ? with : revision);
    }

    synchronized void forgetDeed(String subject, long number) {
        audit.removeIf(deed -> deed.subject().equals(subject) && deed.number() == number);
    }

    @Override
    public synchronized List<AuditEntry> audit(String subject) {
        look();
        return audit.stream().filter(deed -> deed.subject().equals(subject)).toList();
    }

    @Override
    public synchronized List<AuditEntry> audit() {
        look();
        return List.copyOf(audit);
    }

    @Override
    public synchronized List<AuditEntry> audit(Instant until, int most) {
        look();
        return audit.stream()
                .filter(deed -> !deed.at().isAfter(until))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void keep(TestRun run) {
        look();
        runs.add(run);
    }

    @Override
    public synchronized Optional<TestRun> run(PersonaId id, String run) {
        look();
        return runs.stream().filter(kept -> kept.id().equals(run)).findFirst();
    }

    @Override
    public synchronized List<TestRun> runs(PersonaId id) {
        look();
        return runs.stream().filter(run -> run.persona().equals(id)).toList().reversed();
    }

    @Override
    public synchronized boolean claim(String work, String holder, Duration time) {
        look();
        return claims.putIfAbsent(work, holder) == null;
    }
}
