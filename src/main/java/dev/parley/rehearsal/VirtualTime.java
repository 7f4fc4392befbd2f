package dev.parley.rehearsal;

import dev.parley.conversation.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Time that jumps from one thing that is due to the next. While something real is open, such as a question to a model, it goes no
 * faster than the real clock, so that it has then advanced by just what that took. Everything runs on the thread that is in
 * {@link #run}, one after the other; anybody may add to it.
 */
final class VirtualTime implements Time, Executor {
    /** Things that happen before other threads have their turn: calls of this node share these threads. */
    private static final int BEFORE_YIELDING = 16;
    /**
     * What real work may hand in faster than it is dealt with. What is more is dropped: the answer then lacks its end, and whoever waits
     * for it gives it up.
     */
    private static final int MOST_ARRIVALS = 1 << 16;

    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::atNanos).thenComparingLong(Alarm::order));
    private final Deque<Arrival> arrivals = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long now;
    private long order;
    private int open;
    /** {@link System#nanoTime} at which it was {@code now}; while something real is open. */
    private long realNow;

    private record Alarm(long atNanos, long order, Runnable task) {}

    private record Arrival(RealWork from, long realNanos, Runnable event) {}

    @Override
    public long nanos() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Runnable after(Duration wait, Runnable task) {
        lock.lock();
        try {
            var alarm = new Alarm(now + wait.toNanos(), order++, task);
            alarms.add(alarm);
            changed.signalAll();
            return () -> cancel(alarm);
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Alarm alarm) {
        lock.lock();
        try {
            alarms.remove(alarm);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** Something real begins; {@link RealWork#end} must follow. */
    RealWork beginRealWork() {
        lock.lock();
        try {
            if (open++ == 0) {
                realNow = System.nanoTime();
            }
            return new RealWork();
        } finally {
            lock.unlock();
        }
    }

    /** Something real that is open. */
    final class RealWork {
        private boolean ended;

        /** Hands in what came of it, from any thread: it takes place when it came, unless the work was ended before. */
        void tell(Runnable event) {
            lock.lock();
            try {
                if (arrivals.size() < MOST_ARRIVALS) {
                    arrivals.add(new Arrival(this, System.nanoTime(), event));
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        /** Nothing more of it matters. Repeatable. */
        void end() {
            lock.lock();
            try {
                open -= ended ? 0 : 1;
                ended = true;
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Lets time pass.
     *
     * @param over asked before each thing that happens
     * @param longest virtual time
     * @param longestReal real time
     * @return whether it is over; false: one of the times was, or nothing is left that could happen
     */
    boolean run(BooleanSupplier over, Duration longest, Duration longestReal) throws InterruptedException {
        long until = nanos() + longest.toNanos();
        long realUntil = System.nanoTime() + longestReal.toNanos();
        for (int done = 1; !over.getAsBoolean(); done++) {
            var next = next(realUntil);
            if (next.isEmpty() || nanos() > until || System.nanoTime() - realUntil > 0) {
                return false;
            }
            next.get().run();
            if (done % BEFORE_YIELDING == 0) {
                Thread.yield();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("the rehearsal was cancelled");
            }
        }
        return true;
    }

    private Optional<Runnable> next(long realUntil) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                while (!arrivals.isEmpty() && arrivals.peek().from.ended) {
                    arrivals.poll();
                }
                var task = open == 0 ? nextAlarm(Long.MAX_VALUE) : nextOfRealTime();
                long left = realUntil - System.nanoTime();
                if (task.isPresent() || open == 0 || left <= 0) {
                    return task;
                }
                long untilAlarm = alarms.isEmpty() ? left : alarms.peek().atNanos - realTime();
                changed.awaitNanos(Math.min(left, untilAlarm));
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Runnable> nextOfRealTime() {
        if (arrivals.isEmpty()) {
            return nextAlarm(realTime());
        }
        long at = now + Math.max(0, arrivals.peek().realNanos - realNow);
        return nextAlarm(at).or(() -> {
            passTo(at);
            return Optional.of(arrivals.poll().event);
        });
    }

    private Optional<Runnable> nextAlarm(long latest) {
        if (alarms.isEmpty() || alarms.peek().atNanos > latest) {
            return Optional.empty();
        }
        passTo(alarms.peek().atNanos);
        return Optional.of(alarms.poll().task);
    }

    /** What time it would be if it had followed the real clock since. */
    private long realTime() {
        return now + System.nanoTime() - realNow;
    }

    private void passTo(long atNanos) {
        long passed = Math.max(0, atNanos - now);
        now += passed;
        realNow += passed;
    }
}
