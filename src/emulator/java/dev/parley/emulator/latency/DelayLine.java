package dev.parley.emulator.latency;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings things to where they go, all of them equally late and in order, one at a time. Thread-safe. */
public final class DelayLine<T> {
    private static final Logger LOG = Logger.getLogger(DelayLine.class.getName());
    /** A minute of frames; beyond it the oldest is lost, as on a network that is too slow. */
    private static final int MOST_WAITING = 3_000;

    private final long delayNanos;
    private final Later later;
    private final Consumer<T> out;
    private final Deque<Waiting<T>> waiting = new ArrayDeque<>();
    private boolean moving;

    private record Waiting<T>(T what, long dueNanos) {}

    /** Runs something after so many milliseconds. */
    public interface Later {
        void run(long ms, Runnable work);
    }

    /** @param delayMs 0: at once, on the thread that adds */
    public DelayLine(long delayMs, Later later, Consumer<T> out) {
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMs);
        this.later = later;
        this.out = out;
    }

    public void add(T what) {
        if (delayNanos == 0) {
            out.accept(what);
            return;
        }
        synchronized (this) {
            if (waiting.size() >= MOST_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(new Waiting<>(what, System.nanoTime() + delayNanos));
            if (moving) {
                return;
            }
            moving = true;
        }
        move();
    }

    private void move() {
        while (true) {
            T due;
            synchronized (this) {
                var next = waiting.peekFirst();
                if (next == null) {
                    moving = false;
                    return;
                }
                long wait = next.dueNanos() - System.nanoTime();
                if (wait > 0) {
                    later.run(TimeUnit.NANOSECONDS.toMillis(wait) + 1, this::move);
                    return;
                }
                due = waiting.removeFirst().what();
            }
            try {
                out.accept(due);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "Something that was under way was not taken", e);
            }
        }
    }
}
