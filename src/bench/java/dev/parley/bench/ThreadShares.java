package dev.parley.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which threads use the CPU. */
final class ThreadShares {
    /** The only library here that starts threads of its own. They bear the name of the Java thread that started them. */
    private static final String NATIVE = "the Speech SDK's own";

    private ThreadShares() {}

    /**
     * Cores in use between two looks, by name; threads that ended in between are not counted.
     *
     * @param java numbers of the threads that the JVM knows
     */
    static Map<String, Double> between(
            Map<Integer, BenchServer.Busy> before,
            Map<Integer, BenchServer.Busy> after,
            Set<Integer> java,
            long nanos) {
        var cores = new HashMap<String, Double>();
        after.forEach((id, busy) -> {
            var earlier = before.get(id);
            var spent = busy.nanos() - (earlier == null ? 0 : earlier.nanos());
            cores.merge(java.contains(id) ? busy.name() : NATIVE, (double) spent / nanos, Double::sum);
        });
        return cores;
    }
}
