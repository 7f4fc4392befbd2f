package dev.parley.bench;

import java.util.HashMap;
import java.util.Map;

/** Which threads use the CPU. */
final class ThreadShares {
    private ThreadShares() {}

    /** Cores in use between two looks, by name; threads that ended in between are not counted. */
    static Map<String, Double> between(
            Map<Integer, BenchServer.Busy> before, Map<Integer, BenchServer.Busy> after, long nanos) {
        var cores = new HashMap<String, Double>();
        after.forEach((id, busy) -> {
            var earlier = before.get(id);
            var spent = busy.nanos() - (earlier == null ? 0 : earlier.nanos());
            cores.merge(busy.name(), (double) spent / nanos, Double::sum);
        });
        return cores;
    }
}
