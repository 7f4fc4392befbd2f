package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A store in memory, with a switch that makes it go away and a moment in which another is faster. Thread-safe. */
final class FakeStore implements PersonaStore {
    private final Map<PersonaId, PersonaHead> heads = new HashMap<>();
    private final Map<String, Map<String, Revision>> revisions = new TreeMap<>();
    private final Map<String, Map<Long, AuditEntry>> audit = new TreeMap<>();
    private final Map<PersonaId, Map<String, TestRun>> runs = new HashMap<>();
    private final List<Object> feed = new ArrayList<>();
    private final Map<String, Instant> claims = new HashMap<>();
    private Catalog catalog = Catalog.EMPTY;
    private long version;

    boolean away;
    /** Done once, just before the next commit. */
    Runnable before = () -> {};
    /** The server dies after that many more writes. */
    int commitsLeft = Integer.MAX_VALUE;

    @Override
    public synchronized void prepare() {
        look();
    }

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
            add(head.id().value(), more, deeds);
            var stored = head.stored("\"" + ++version + "\"");
            heads.put(head.id(), stored);
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
            add(AuditEntry.CATALOG, List.of(), deeds);
            catalog = new Catalog(
                    newer.byDefault(),
                    newer.numbers(),
                    newer.handOffs(),
                    newer.leaving(),
                    newer.audit(),
                    "\"" + ++version + "\"");
            feed.add(catalog);
            return catalog;
        }
    }

    /** All or nothing, as documents of one batch. */
    private void add(String partition, List<Revision> more, List<AuditEntry> deeds) {
        var present = revisionsIn(partition);
        var told = auditIn(partition);
        if (more.stream().anyMatch(revision -> present.containsKey(revision.hash()))
                || deeds.stream().anyMatch(deed -> told.containsKey(deed.number()))) {
            throw new Overtaken("it is there already", null);
        }
        more.forEach(revision -> present.put(revision.hash(), revision));
        deeds.forEach(deed -> told.put(deed.number(), deed));
    }

    private Map<String, Revision> revisionsIn(String partition) {
        return revisions.computeIfAbsent(partition, id -> new HashMap<>());
    }

    private Map<Long, AuditEntry> auditIn(String partition) {
        return audit.computeIfAbsent(partition, id -> new TreeMap<>());
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
        return Optional.ofNullable(revisionsIn(id.value()).get(hash));
    }

    @Override
    public synchronized List<Revision> revisions(PersonaId id) {
        look();
        return revisionsIn(id.value()).values().stream()
                .sorted(Comparator.comparingLong(Revision::number))
                .toList();
    }

    /** As somebody would who has the store's key. */
    synchronized void tamper(Revision with) {
        revisionsIn(with.persona().value()).put(with.hash(), with);
    }

    synchronized void forgetDeed(String subject, long number) {
        auditIn(subject).remove(number);
    }

    @Override
    public synchronized List<AuditEntry> audit(String subject) {
        look();
        return List.copyOf(auditIn(subject).values());
    }

    @Override
    public synchronized List<AuditEntry> audit() {
        look();
        return originals().sorted(Comparator.comparing(AuditEntry::at)).toList();
    }

    private Stream<AuditEntry> originals() {
        return audit.entrySet().stream().flatMap(partition -> partition.getValue().values().stream()
                .filter(deed -> deed.subject().equals(partition.getKey())));
    }

    @Override
    public void copy(PersonaId to, List<Revision> more, List<AuditEntry> deeds) {
        more.forEach(revision -> copyOne(() -> revisionsIn(to.value()).putIfAbsent(revision.hash(), revision)));
        deeds.forEach(deed -> copyOne(() -> auditIn(to.value()).putIfAbsent(deed.number(), deed)));
    }

    private synchronized void copyOne(Runnable write) {
        live();
        write.run();
    }

    @Override
    public synchronized List<AuditEntry> audit(Instant until, int most) {
        look();
        return originals()
                .filter(deed -> !deed.at().isAfter(until))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void keep(TestRun run) {
        live();
        runs.computeIfAbsent(run.persona(), id -> new HashMap<>()).put(run.id(), run);
    }

    @Override
    public synchronized Optional<TestRun> run(PersonaId id, String run) {
        look();
        return Optional.ofNullable(runs.getOrDefault(id, Map.of()).get(run));
    }

    @Override
    public synchronized List<TestRun> runs(PersonaId id) {
        look();
        Collection<TestRun> kept = runs.getOrDefault(id, Map.of()).values();
        return kept.stream()
                .sorted(Comparator.comparing(TestRun::at).reversed())
                .toList();
    }

    @Override
    public synchronized boolean claim(String work, String holder, Duration time) {
        look();
        var now = Instant.now();
        if (claims.getOrDefault(work, Instant.MIN).isAfter(now)) {
            return false;
        }
        claims.put(work, now.plus(time));
        return true;
    }
}
