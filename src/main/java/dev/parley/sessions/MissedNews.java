package dev.parley.sessions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plans, takes, marks and ends of calls that the shared store was not told of: of each kind the newest thousand.
 * Thread-safe by one short lock.
 */
final class MissedNews {
    private static final int MOST = 1_000;

    private final Map<String, Until<CallPlan>> plans = newest();
    /** The node that took each. */
    private final Map<String, Until<String>> takes = newest();

    private final Map<String, Until<String>> marked = newest();
    private final Map<String, Until<String>> forgotten = newest();

    private record Until<T>(T what, long endsAtNanos) {}

    /** Who can be told now. Times are those that are left; false when it could not be told. */
    interface Listener {
        boolean kept(CallPlan plan, Duration timeToLive);

        boolean taken(String callId, String node, Duration timeToLive);

        boolean marked(String callId, Duration timeToLive);

        boolean forgotten(String callId, Duration timeToLive);
    }

    private interface Telling<T> {
        boolean tell(String callId, T what, Duration timeToLive);
    }

    synchronized void kept(CallPlan plan, Duration timeToLive, long nowNanos) {
        plans.put(plan.callId(), until(plan, timeToLive, nowNanos));
    }

    synchronized void taken(String callId, String node, Duration timeToLive, long nowNanos) {
        takes.put(callId, until(node, timeToLive, nowNanos));
    }

    synchronized void marked(String callId, Duration timeToLive, long nowNanos) {
        marked.put(callId, until(callId, timeToLive, nowNanos));
    }

    /** @param timeToLive after which nobody has anything of the call any more */
    synchronized void forgotten(String callId, Duration timeToLive, long nowNanos) {
        forgotten.put(callId, until(callId, timeToLive, nowNanos));
    }

    /** The call is over: who has it matters no more. */
    synchronized void dropPlanAndTake(String callId) {
        plans.remove(callId);
        takes.remove(callId);
    }

    synchronized void dropTake(String callId) {
        takes.remove(callId);
    }

    synchronized boolean hasPlan(String callId) {
        return plans.containsKey(callId);
    }

    synchronized boolean hasTake(String callId) {
        return takes.containsKey(callId);
    }

    /** Tells all of it, plans first, until it cannot be told; what was told is forgotten. */
    void handOver(long nowNanos, Listener to) {
        if (tell(plans, nowNanos, (callId, plan, left) -> to.kept(plan, left))
                && tell(takes, nowNanos, to::taken)
                && tell(marked, nowNanos, (callId, same, left) -> to.marked(callId, left))) {
            tell(forgotten, nowNanos, (callId, same, left) -> to.forgotten(callId, left));
        }
    }

    private <T> boolean tell(Map<String, Until<T>> news, long nowNanos, Telling<T> to) {
        for (var one : copyOf(news).entrySet()) {
            var missed = one.getValue();
            var left = Duration.ofNanos(missed.endsAtNanos() - nowNanos);
            if (left.isPositive() && !to.tell(one.getKey(), missed.what(), left)) {
                return false;
            }
            told(news, one.getKey(), missed);
        }
        return true;
    }

    private synchronized <T> Map<String, T> copyOf(Map<String, T> news) {
        return new LinkedHashMap<>(news);
    }

    /** What was missed of the call since then stays. */
    private synchronized <T> void told(Map<String, T> news, String callId, T missed) {
        if (news.get(callId) == missed) {
            news.remove(callId);
        }
    }

    private static <T> Until<T> until(T what, Duration timeToLive, long nowNanos) {
        return new Until<>(what, nowNanos + timeToLive.toNanos());
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
