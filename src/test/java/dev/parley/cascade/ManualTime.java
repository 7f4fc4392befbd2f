package dev.parley.cascade;

import dev.parley.conversation.Time;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when told to. */
final class ManualTime implements Time {
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::atNanos).thenComparingLong(Alarm::order));
    private long now;
    private long order;

    private record Alarm(long atNanos, long order, Runnable task) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Runnable after(Duration wait, Runnable task) {
        var alarm = new Alarm(now + wait.toNanos(), order++, task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    void passes(Duration time) {
        long until = now + time.toNanos();
        while (!alarms.isEmpty() && alarms.peek().atNanos() <= until) {
            var alarm = alarms.poll();
            now = alarm.atNanos();
            alarm.task().run();
        }
        now = until;
    }

    int alarms() {
        return alarms.size();
    }
}
