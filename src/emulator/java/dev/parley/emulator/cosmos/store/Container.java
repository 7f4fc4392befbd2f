package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The documents of one container, all in memory, changed by one transaction at a time. Thread-safe. A change is in the journal
 * before anybody can see it.
 */
public final class Container {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Journal journal;
    private final Clock clock;
    private final Map<Document.Place, Document> places = new HashMap<>();
    private final Map<PartitionKey, NavigableMap<Long, Document>> partitions = new HashMap<>();
    private final NavigableMap<Long, Document> byNumber = new TreeMap<>();
    private final NavigableMap<Long, Document> byLsn = new TreeMap<>();
    private volatile Definition definition;
    private long lsn;
    private long number;

    Container(Definition definition, Journal journal, Clock clock) {
        this.definition = definition;
        this.journal = journal;
        this.clock = clock;
        journal.replay(change -> apply(Change.of(change, definition)));
    }

    public Definition definition() {
        return definition;
    }

    void redefine(Definition changed) {
        definition = changed;
    }

    /** Number of the last write. */
    public long lsn() {
        return reading(() -> lsn);
    }

    /** How many documents there are, with those that have expired and not been swept out. */
    public int size() {
        return reading(places::size);
    }

    public Optional<Document> find(PartitionKey partition, String id) {
        return reading(() -> live(places.get(new Document.Place(partition, id))));
    }

    /**
     * A page of documents in order of creation.
     *
     * @param partition the only one to look into; all if empty
     * @param after number of the last document of the page before, 0 for the first page
     */
    public Page page(Optional<PartitionKey> partition, long after, Page.Size size, Predicate<JsonObject> wanted) {
        return reading(() -> page(all(partition).tailMap(after, false).values(), size, wanted));
    }

    /** The first {@code most} documents in this order, and of those that are equal in it the one that was created first. */
    public Page first(
            Optional<PartitionKey> partition, int most, Comparator<JsonObject> order, Predicate<JsonObject> wanted) {
        return reading(() -> {
            Page.Builder page = new Page.Builder(Page.Size.of(most));
            all(partition).values().stream()
                    .filter(document -> isLive(document) && wanted.test(document.body()))
                    .sorted(Comparator.comparing(Document::body, order))
                    .limit(most)
                    .forEach(page::add);
            return page.build(false);
        });
    }

    private NavigableMap<Long, Document> all(Optional<PartitionKey> partition) {
        return partition
                .map(key -> partitions.getOrDefault(key, new TreeMap<>()))
                .orElse(byNumber);
    }

    /** A page of the latest versions of documents in the order they were written; what was deleted is not among them. */
    public Page changes(Optional<PartitionKey> partition, long afterLsn, Page.Size size, Predicate<JsonObject> since) {
        return reading(() -> {
            Page page = page(
                    byLsn.tailMap(afterLsn, false).values(),
                    size,
                    body -> since.test(body)
                            && partition
                                    .map(definition.partitionOf(body)::equals)
                                    .orElse(true));
            // what was passed over need not be looked at again
            return page.more() ? page : new Page(page.documents(), false, page.lastNumber(), lsn);
        });
    }

    private Page page(Collection<Document> from, Page.Size size, Predicate<JsonObject> wanted) {
        Page.Builder page = new Page.Builder(size);
        Iterator<Document> each = from.iterator();
        while (each.hasNext() && page.hasRoom()) {
            Document document = each.next();
            if (isLive(document) && wanted.test(document.body())) {
                page.add(document);
            }
        }
        return page.build(each.hasNext());
    }

    /**
     * Runs one transaction: all it changed is applied and kept when it returns, nothing if it throws.
     *
     * @throws java.io.UncheckedIOException if the change could not be kept
     */
    public <T> T write(Function<Transaction, T> work) {
        long position;
        T result;
        lock.writeLock().lock();
        try {
            Transaction transaction = new Transaction(definition, lsn, number, clock, place -> live(places.get(place)));
            result = work.apply(transaction);
            Change change = transaction.change();
            if (change.isNothing()) {
                return result;
            }
            position = journal.append(change.toJson());
            apply(change);
            if (journal.isLong(places.size())) {
                rewrite();
            }
        } finally {
            lock.writeLock().unlock();
        }
        journal.sync(position);
        return result;
    }

    private void rewrite() {
        List<Document> expired =
                places.values().stream().filter(each -> !isLive(each)).toList();
        expired.forEach(this::forget);
        journal.rewrite(() -> byLsn.values().stream()
                .map(each -> new Change(lsn, number, List.of(each), List.of()).toJson())
                .iterator());
    }

    private void apply(Change change) {
        change.gone().forEach(gone -> Optional.ofNullable(byNumber.get(gone)).ifPresent(this::forget));
        for (Document each : change.put()) {
            Optional.ofNullable(places.get(each.place())).ifPresent(this::forget);
            places.put(each.place(), each);
            byNumber.put(each.number(), each);
            byLsn.put(each.lsn(), each);
            partitions.computeIfAbsent(each.partition(), key -> new TreeMap<>()).put(each.number(), each);
        }
        lsn = change.lastLsn();
        number = change.lastNumber();
    }

    private void forget(Document old) {
        places.remove(old.place());
        byNumber.remove(old.number());
        byLsn.remove(old.lsn());
        NavigableMap<Long, Document> partition = partitions.get(old.partition());
        partition.remove(old.number());
        if (partition.isEmpty()) {
            partitions.remove(old.partition());
        }
    }

    private Optional<Document> live(Document document) {
        return Optional.ofNullable(document).filter(this::isLive);
    }

    private boolean isLive(Document document) {
        return !definition.hasExpired(document.body(), clock.instant());
    }

    private <T> T reading(Supplier<T> read) {
        lock.readLock().lock();
        try {
            return read.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void close() {
        lock.writeLock().lock();
        try {
            journal.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
