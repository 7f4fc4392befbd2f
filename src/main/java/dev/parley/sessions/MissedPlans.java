package dev.parley.sessions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Plans that the shared store has not got yet: the newest thousand. Thread-safe by one short lock. */
final class MissedPlans {
    private static final int MOST = 1_000;

    private final Map<String, Missed> plans = new LinkedHashMap<>();

    private record Missed(CallPlan plan, long endsAtNanos) {}

    synchronized void add(CallPlan plan, Duration timeToLive, long nowNanos) {
        if (plans.size() >= MOST) {
            var oldest = plans.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        plans.put(plan.callId(), new Missed(plan, nowNanos + timeToLive.toNanos()));
    }

    synchronized void remove(String callId) {
        plans.remove(callId);
    }

    /** Gives all of them, with the time they have left, and forgets them. */
    void handOver(long nowNanos, BiConsumer<CallPlan, Duration> to) {
        var all = new ArrayList<Missed>();
        synchronized (this) {
            all.addAll(plans.values());
            plans.clear();
        }
        for (var missed : all) {
            var left = Duration.ofNanos(missed.endsAtNanos() - nowNanos);
            if (left.isPositive()) {
                to.accept(missed.plan(), left);
            }
        }
    }
}
