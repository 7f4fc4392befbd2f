package dev.parley.realtime.openai;

import dev.parley.telemetry.MediaTimes;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The one writer of a socket, which takes a message only when the one before is gone. Audio that finds no room pushes out the
 * oldest audio; commands always find room, and a socket that takes none of them is lost. Thread-safe.
 */
final class Outbox {
    /** 2 s while a caller speaks: of older audio no answer would come in time. */
    private static final int MOST_AUDIO = 100;

    private static final int MOST_COMMANDS = 500;
    /** A network that carries nothing for so long carries no conversation. */
    private static final int WRITE_SECONDS = 5;

    private final Consumer<String> broken;
    private final MediaTimes times;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private Optional<WebSocket> socket = Optional.empty();
    private int audioWaiting;
    private long dropped;
    private boolean writing;
    private boolean audioLeaving;
    private long leavingSinceNanos;

    private record Message(String text, boolean audio, long sinceNanos) {}

    /** @param broken told why nothing can be written any more */
    Outbox(Consumer<String> broken, MediaTimes times) {
        this.broken = broken;
        this.times = times;
    }

    void opened(WebSocket open) {
        lock.lock();
        try {
            socket = Optional.of(open);
        } finally {
            lock.unlock();
        }
        write();
    }

    void audio(String text) {
        lock.lock();
        try {
            if (audioWaiting == MOST_AUDIO) {
                dropOldestAudio();
            }
            audioWaiting++;
            waiting.add(new Message(text, true, System.nanoTime()));
        } finally {
            lock.unlock();
        }
        write();
    }

    private void dropOldestAudio() {
        for (var messages = waiting.iterator(); messages.hasNext(); ) {
            if (messages.next().audio()) {
                messages.remove();
                audioWaiting--;
                dropped++;
                return;
            }
        }
    }

    /** Audio messages that found no room. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    void command(String text) {
        boolean full;
        lock.lock();
        try {
            full = waiting.size() - audioWaiting >= MOST_COMMANDS;
            if (!full) {
                waiting.add(new Message(text, false, System.nanoTime()));
            }
        } finally {
            lock.unlock();
        }
        if (full) {
            broken.accept("the socket takes no more");
        } else {
            write();
        }
    }

    private void write() {
        for (var next = next(); next.isPresent(); next = next()) {
            var written = next.get();
            if (!written.isDone()) {
                written.orTimeout(WRITE_SECONDS, TimeUnit.SECONDS);
                written.whenComplete((socket, failure) -> {
                    written(failure);
                    write();
                });
                return;
            }
            written(written.isCompletedExceptionally() ? written.exceptionNow() : null);
        }
    }

    private Optional<CompletableFuture<WebSocket>> next() {
        lock.lock();
        try {
            if (writing || socket.isEmpty() || waiting.isEmpty()) {
                return Optional.empty();
            }
            writing = true;
            var leaving = waiting.poll();
            audioWaiting -= leaving.audio() ? 1 : 0;
            audioLeaving = leaving.audio();
            leavingSinceNanos = leaving.sinceNanos();
            return Optional.of(socket.get().sendText(leaving.text(), true));
        } finally {
            lock.unlock();
        }
    }

    private void written(Throwable failure) {
        lock.lock();
        try {
            writing = false;
            if (failure == null && audioLeaving) {
                times.batchWritten(System.nanoTime() - leavingSinceNanos);
            } else if (failure != null) {
                socket = Optional.empty();
                waiting.clear();
                audioWaiting = 0;
            }
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            broken.accept("writing failed: " + failure.getClass().getSimpleName());
        }
    }
}
