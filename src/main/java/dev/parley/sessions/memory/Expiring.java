package dev.parley.sessions.memory;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;

/** A bounded map whose entries end by themselves; full, the oldest entry makes room. Thread-safe. */
final class Expiring<V> {
    private final int bound;
    private final LongSupplier nanoTime;
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

    private record Entry<V>(V value, long endsAtNanos) {}

    Expiring(int bound, LongSupplier nanoTime) {
        this.bound = bound;
        this.nanoTime = nanoTime;
    }

    synchronized void put(String key, V value, Duration timeToLive) {
        entries.remove(key);
        makeRoom();
        entries.put(key, new Entry<>(value, nanoTime.getAsLong() + timeToLive.toNanos()));
    }

    /** False if the key is there already. */
    synchronized boolean putIfAbsent(String key, V value, Duration timeToLive) {
        if (get(key).isPresent()) {
            return false;
        }
        put(key, value, timeToLive);
        return true;
    }

    /** Puts the value, or combines it with the one that is there, which ends when it would have. */
    synchronized V merge(String key, V value, Duration timeToLive, BinaryOperator<V> combine) {
        var before = get(key);
        if (before.isEmpty()) {
            put(key, value, timeToLive);
            return value;
        }
        var now = combine.apply(before.get(), value);
        entries.replace(key, new Entry<>(now, entries.get(key).endsAtNanos()));
        return now;
    }

    synchronized Optional<V> get(String key) {
        var entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (ended(entry)) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    /** Removes it too; of several who ask at once, one gets it. */
    synchronized Optional<V> take(String key) {
        var value = get(key);
        entries.remove(key);
        return value;
    }

    synchronized Optional<V> remove(String key) {
        return Optional.ofNullable(entries.remove(key)).map(Entry::value);
    }

    /** Without what has ended. */
    synchronized int size() {
        entries.values().removeIf(this::ended);
        return entries.size();
    }

    /** Drops what has ended at the old end, then the oldest if the map is still full. */
    private void makeRoom() {
        Iterator<Entry<V>> oldest = entries.values().iterator();
        while (oldest.hasNext() && ended(oldest.next())) {
            oldest.remove();
        }
        while (entries.size() >= bound) {
            var first = entries.keySet().iterator();
            first.next();
            first.remove();
        }
    }

    private boolean ended(Entry<V> entry) {
        return entry.endsAtNanos() - nanoTime.getAsLong() <= 0;
    }
}
