package dev.parley.sessions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What the shared store was not told: of each kind the newest thousand. Thread-safe by one short lock. */
final class MissedNews {
    private static final int MOST = 1_000;

    private final Map<String, Until<CallPlan>> plans = newest();
    private final Map<String, Until<String>> marked = newest();
    private final Map<String, Until<String>> forgotten = newest();

    private record Until<T>(T what, long endsAtNanos) {}

    /** Who can be told now. Times are those that are left. */
    interface Listener {
        void kept(CallPlan plan, Duration timeToLive);

        void marked(String callId, Duration timeToLive);

        void forgotten(String callId, Duration timeToLive);
    }

    synchronized void kept(CallPlan plan, Duration timeToLive, long nowNanos) {
        plans.put(plan.callId(), new Until<>(plan, nowNanos + timeToLive.toNanos()));
    }

    synchronized void marked(String callId, Duration timeToLive, long nowNanos) {
        marked.put(callId, new Until<>(callId, nowNanos + timeToLive.toNanos()));
    }

    /** @param timeToLive after which nobody has anything of the call any more */
    synchronized void forgotten(String callId, Duration timeToLive, long nowNanos) {
        forgotten.put(callId, new Until<>(callId, nowNanos + timeToLive.toNanos()));
    }

    synchronized void dropPlan(String callId) {
        plans.remove(callId);
    }

    synchronized boolean hasPlan(String callId) {
        return plans.containsKey(callId);
    }

    /** Tells all of it, and forgets it: plans first. */
    void handOver(long nowNanos, Listener to) {
        Map<String, Until<CallPlan>> allPlans;
        Map<String, Until<String>> allMarked;
        Map<String, Until<String>> allForgotten;
        synchronized (this) {
            allPlans = taken(plans);
            allMarked = taken(marked);
            allForgotten = taken(forgotten);
        }
        tell(allPlans, nowNanos, to::kept);
        tell(allMarked, nowNanos, to::marked);
        tell(allForgotten, nowNanos, to::forgotten);
    }

    private static <T> Map<String, T> taken(Map<String, T> from) {
        var all = new LinkedHashMap<>(from);
        from.clear();
        return all;
    }

    private static <T> void tell(Map<String, Until<T>> all, long nowNanos, BiConsumer<T, Duration> to) {
        for (var missed : all.values()) {
            var left = Duration.ofNanos(missed.endsAtNanos() - nowNanos);
            if (left.isPositive()) {
                to.accept(missed.what(), left);
            }
        }
    }

    private static <T> Map<String, T> newest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST;
            }
        };
    }
}
