package dev.parley.personas;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/** The copy in memory, which can go away. Thread-safe. */
final class FakeProjection implements Projection {
    final Map<String, Configuration> there = new TreeMap<>();
    boolean away;

    @Override
    public synchronized Difference compare(Collection<Configuration> wanted) {
        look();
        var wrong = new HashSet<String>();
        var others = new HashSet<>(there.keySet());
        for (var configuration : wanted) {
            var id = configuration.id().value();
            others.remove(id);
            if (!configuration.equals(there.get(id))) {
                wrong.add(id);
            }
        }
        return new Difference(wrong, others);
    }

    @Override
    public synchronized void put(Configuration configuration) {
        look();
        there.put(configuration.id().value(), configuration);
    }

    @Override
    public synchronized void remove(String id) {
        look();
        there.remove(id);
    }

    private void look() {
        if (away) {
            throw new StoreUnavailable("it is away", null);
        }
    }
}
