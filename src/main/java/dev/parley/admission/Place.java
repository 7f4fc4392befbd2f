package dev.parley.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The place that one talk takes. At first it may only be held for a user. Thread-safe. */
final class Place implements Lease {
    final String user;
    final String id;

    private final Consumer<Place> over;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Runnable> outOfTime = Optional.empty();
    private long accountedNanos;
    private long tokens;
    private boolean ended;
    private boolean told;

    /**
     * @param over told once, when it ends
     * @param nowNanos {@link System#nanoTime}
     */
    Place(String user, String id, Consumer<Place> over) {
        this.user = user;
        this.id = id;
        this.over = over;
    }

    /** The talk begins; its time counts from now on. */
    Place begin(Runnable outOfTime, long nowNanos) {
        lock.lock();
        try {
            this.outOfTime = Optional.of(outOfTime);
            accountedNanos = nowNanos;
            return this;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void used(long more) {
        lock.lock();
        try {
            tokens += more;
        } finally {
            lock.unlock();
        }
    }

    /** What it used since it was asked last; of time whole seconds, the rest counts next time. */
    Used account(long nowNanos) {
        lock.lock();
        try {
            var time = outOfTime.isPresent()
                    ? Duration.ofSeconds(
                            Duration.ofNanos(nowNanos - accountedNanos).toSeconds())
                    : Duration.ZERO;
            accountedNanos += time.toNanos();
            var used = new Used(time, tokens);
            tokens = 0;
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** Tells the talk, once, that its user has nothing left of today. */
    void tellOutOfTime() {
        Optional<Runnable> tell;
        lock.lock();
        try {
            tell = told || ended ? Optional.empty() : outOfTime;
            told = true;
        } finally {
            lock.unlock();
        }
        tell.ifPresent(Runnable::run);
    }

    @Override
    public void ended() {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        over.accept(this);
    }

    /** What a talk used up. */
    record Used(Duration time, long tokens) {}
}
