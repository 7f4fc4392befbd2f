package dev.parley.speech.azure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks whether the SDK has more audio of the texts under way, of all of them at once. An event of the SDK for each piece of
 * audio costs more than the audio: it makes the SDK's thread one of the JVM's and ends it again (docs/adr/0021). Thread-safe.
 */
final class AudioLook {
    /** 1 ms: the first audio of a text is about to come. */
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** 5 ms: somebody waits for it. */
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** 40 ms: what follows comes faster than it is spoken. */
    private static final long MORE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final Logger LOG = Logger.getLogger(AudioLook.class.getName());

    private final ScheduledExecutorService alarms;
    private final Set<Text> texts = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();
    private ScheduledFuture<?> next;
    private long dueNanos;

    /** A text whose audio is looked for. */
    interface Text {
        /** Takes what audio is there, on a platform thread; must not block. */
        Wanted takeAudio();
    }

    /** What a text still waits for. */
    enum Wanted {
        /** Its first audio, which is about to come. */
        SOON,
        FIRST,
        MORE,
        NOTHING
    }

    /** @param alarms runs one task at a time, on a platform thread */
    AudioLook(ScheduledExecutorService alarms) {
        this.alarms = alarms;
    }

    /** Looks for its audio until it wants nothing more. */
    void begin(Text text) {
        texts.add(text);
        lookIn(FIRST_NANOS);
    }

    /** The first audio of some text is about to come. */
    void hurry() {
        lookIn(SOON_NANOS);
    }

    private void lookIn(long nanos) {
        lock.lock();
        try {
            long due = System.nanoTime() + nanos;
            if (next != null) {
                if (dueNanos - due <= 0) {
                    return;
                }
                next.cancel(false);
            }
            dueNanos = due;
            next = alarms.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        lock.lock();
        try {
            next = null;
        } finally {
            lock.unlock();
        }
        long wait = MORE_NANOS;
        for (var all = texts.iterator(); all.hasNext(); ) {
            switch (wantedBy(all.next())) {
                case SOON -> wait = SOON_NANOS;
                case FIRST -> wait = Math.min(wait, FIRST_NANOS);
                case MORE -> {}
                case NOTHING -> all.remove();
            }
        }
        if (!texts.isEmpty()) {
            lookIn(wait);
        }
    }

    /** A text whose listener fails even when it is told of a failure must not keep the others silent. */
    private static Wanted wantedBy(Text text) {
        try {
            return text.takeAudio();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The audio of a text is not looked for any more", e);
            return Wanted.NOTHING;
        }
    }
}
