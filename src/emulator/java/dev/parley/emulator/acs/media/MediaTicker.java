package dev.parley.emulator.acs.media;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The 20 ms of all calls: a few lanes, each one thread that sleeps to absolute times, so that no drift adds up. A lane that
 * was held up makes up for the ticks it missed, in a burst, as a network does.
 */
public final class MediaTicker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MediaTicker.class.getName());

    /** Length of a frame. */
    public static final int FRAME_MS = 20;

    private static final long FRAME_NANOS = FRAME_MS * 1_000_000L;
    /** Two seconds: a longer pause (a machine put to sleep) is skipped, not made up for. */
    private static final long MOST_TO_MAKE_UP = 100;

    private final Lane[] lanes;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean running = true;

    /** Something that happens each 20 ms. It must not block. */
    public interface Ticked {
        void tick();
    }

    public MediaTicker(ThreadFactory threads, int lanes) {
        this.lanes = new Lane[lanes];
        for (int i = 0; i < lanes; i++) {
            this.lanes[i] = new Lane();
            Thread thread = threads.newThread(this.lanes[i]);
            thread.setName("acs-media-" + i);
            this.lanes[i].thread = thread;
            thread.start();
        }
    }

    /** Ticks from the next beat on. */
    public void add(Ticked call) {
        Lane lane = lanes[Math.floorMod(next.getAndIncrement(), lanes.length)];
        lane.calls.add(call);
        LockSupport.unpark(lane.thread);
    }

    public void remove(Ticked call) {
        for (Lane lane : lanes) {
            lane.calls.remove(call);
        }
    }

    @Override
    public void close() {
        running = false;
        for (Lane lane : lanes) {
            LockSupport.unpark(lane.thread);
        }
    }

    private final class Lane implements Runnable {
        private final Set<Ticked> calls = ConcurrentHashMap.newKeySet();
        private volatile Thread thread;

        @Override
        public void run() {
            long due = System.nanoTime();
            while (running) {
                if (calls.isEmpty()) {
                    LockSupport.park(this);
                    due = System.nanoTime();
                    continue;
                }
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(this, wait);
                    continue;
                }
                if (-wait > MOST_TO_MAKE_UP * FRAME_NANOS) {
                    due = System.nanoTime();
                }
                calls.forEach(this::tick);
                due += FRAME_NANOS;
            }
        }

        private void tick(Ticked call) {
            try {
                call.tick();
            } catch (RuntimeException e) {
                calls.remove(call);
                LOG.log(Level.SEVERE, "A call fell out of the media clock", e);
            }
        }
    }
}
