package dev.parley.personas;

import dev.parley.rehearsal.RehearsalEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What happened in the runs of tests of this node, for whoever comes to watch: of the last 64 runs. Thread-safe. */
@ApplicationScoped
public class Watched {
    private static final int MOST = 64;

    private final Map<String, Events> runs = new LinkedHashMap<>();

    /** What happens in one run, in order: told to all who watch, and kept for those who come later. */
    static final class Events implements Consumer<RehearsalEvent> {
        private final List<RehearsalEvent> told = new ArrayList<>();
        private final List<Consumer<RehearsalEvent>> watchers = new CopyOnWriteArrayList<>();

        @Override
        public synchronized void accept(RehearsalEvent event) {
            told.add(event);
            watchers.forEach(watcher -> watcher.accept(event));
        }

        private synchronized void add(Consumer<RehearsalEvent> watcher) {
            told.forEach(watcher);
            watchers.add(watcher);
        }

        private void remove(Consumer<RehearsalEvent> watcher) {
            watchers.remove(watcher);
        }
    }

    synchronized void know(String run, Events events) {
        if (runs.size() >= MOST) {
            runs.remove(runs.keySet().iterator().next());
        }
        runs.put(run, events);
    }

    /**
     * Tells {@code watcher} all that happened so far, then what happens; on threads that may not wait for long.
     *
     * @return what ends it
     */
    synchronized Runnable watch(String run, Consumer<RehearsalEvent> watcher) {
        var events = runs.get(run);
        if (events == null) {
            return () -> {};
        }
        events.add(watcher);
        return () -> events.remove(watcher);
    }
}
