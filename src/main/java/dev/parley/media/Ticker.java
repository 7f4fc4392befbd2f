package dev.parley.media;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The one clock that paces all lines: calls each subscriber every 20 ms on one platform thread. It does not drift (each tick
 * is due at start + n × 20 ms) and never hurries to make up for ticks that were missed: subscribers pace by the time they are
 * given, not by counting. A subscriber must not block; one that throws is dropped. Thread-safe, adding and removing take no
 * lock.
 */
@ApplicationScoped
public class Ticker {
    private static final Logger LOG = System.getLogger(Ticker.class.getName());
    private static final long TICK_NANOS = AudioFormat.FRAME_MS * 1_000_000L;
    private static final Subscriber[] NOBODY = {};

    private final AtomicReference<Subscriber[]> subscribers = new AtomicReference<>(NOBODY);
    private Thread thread;
    private volatile boolean running;
    private volatile long ticks;
    private volatile long missed;
    private volatile long latestNanos;

    @PostConstruct
    void start() {
        running = true;
        thread = Thread.ofPlatform().name("parley-ticker").daemon().start(this::run);
    }

    @PreDestroy
    void stop() {
        running = false;
        LockSupport.unpark(thread);
    }

    /** Calls {@code subscriber} from the next tick on, until it is removed. */
    public void add(Subscriber subscriber) {
        subscribers.updateAndGet(present -> {
            var more = Arrays.copyOf(present, present.length + 1);
            more[present.length] = subscriber;
            return more;
        });
    }

    /** A tick that runs just now may still call it once. Unknown subscribers are no error. */
    public void remove(Subscriber subscriber) {
        subscribers.updateAndGet(present ->
                Arrays.stream(present).filter(other -> other != subscriber).toArray(Subscriber[]::new));
    }

    /** How punctual it was since it started. */
    public Punctuality punctuality() {
        return new Punctuality(ticks, missed, latestNanos, subscribers.get().length);
    }

    private void run() {
        var due = System.nanoTime() + TICK_NANOS;
        while (running) {
            var now = System.nanoTime();
            if (now < due) {
                LockSupport.parkNanos(due - now);
                continue;
            }
            var late = now - due;
            var skipped = late / TICK_NANOS;
            latestNanos = Math.max(latestNanos, late);
            missed += skipped;
            ticks++;
            due += (skipped + 1) * TICK_NANOS;
            tick(now);
        }
    }

    private void tick(long nowNanos) {
        for (var subscriber : subscribers.get()) {
            try {
                subscriber.tick(nowNanos);
            } catch (RuntimeException failure) {
                remove(subscriber);
                LOG.log(Level.ERROR, "a paced line failed and is paced no more", failure);
            }
        }
    }

    /** Whoever is paced. */
    public interface Subscriber {
        /**
         * Called every 20 ms on the ticker's thread; must not block.
         *
         * @param nowNanos {@link System#nanoTime}
         */
        void tick(long nowNanos);
    }

    /**
     * What became of the ticks since the start.
     *
     * @param ticks how many were called
     * @param missed how many were left out because the thread came too late
     * @param latestNanos the greatest delay of a tick
     * @param subscribers who is paced now
     */
    public record Punctuality(long ticks, long missed, long latestNanos, int subscribers) {}
}
