package dev.parley.conversation;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when told to; what was to run later runs on the way, in order. */
final class ManualClock implements Time {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::order));
    private long now = 1_000_000_000L;
    private long order;

    private record Task(long atNanos, long order, Runnable what) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Runnable after(Duration time, Runnable what) {
        var task = new Task(now + time.toNanos(), order++, what);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    void advance(Duration time) {
        long until = now + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().atNanos() <= until) {
            var task = tasks.poll();
            now = Math.max(now, task.atNanos());
            task.what().run();
        }
        now = until;
    }

    /** How many tasks wait. */
    int waiting() {
        return tasks.size();
    }
}
