package dev.parley.realtime.openai;

import dev.parley.agents.ChatMessage;
import dev.parley.config.RealtimeSettings.Target;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeModel;
import dev.parley.realtime.RealtimeModel.Session;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A session of the first deployment that gives one: where one refuses or is late, the next is asked. Commands count once it is
 * ready, before that there is nobody to take them. Thread-safe.
 */
final class FirstThatOpens implements Session {
    private final Deque<Target> left;
    private final BiFunction<Target, Consumer<RealtimeEvent>, Session> opening;
    private final Consumer<RealtimeEvent> events;
    private final ReentrantLock lock = new ReentrantLock();
    private Session asked;
    private boolean ready;
    private boolean closed;
    private boolean retryable;

    /** @param targets at least one; @param opening opens a session and tells first that it is ready or lost, not from within */
    FirstThatOpens(
            List<Target> targets,
            BiFunction<Target, Consumer<RealtimeEvent>, Session> opening,
            Consumer<RealtimeEvent> events) {
        this.left = new ArrayDeque<>(targets);
        this.opening = opening;
        this.events = events;
        ask();
    }

    private void ask() {
        lock.lock();
        try {
            if (!closed) {
                asked = opening.apply(left.remove(), this::told);
            }
        } finally {
            lock.unlock();
        }
    }

    private void told(RealtimeEvent event) {
        if (event instanceof RealtimeEvent.Lost lost && asksNext(lost)) {
            ask();
            return;
        }
        if (event instanceof RealtimeEvent.Ready) {
            lock.lock();
            try {
                ready = true;
            } finally {
                lock.unlock();
            }
        }
        events.accept(event instanceof RealtimeEvent.Lost lost ? last(lost) : event);
    }

    private boolean asksNext(RealtimeEvent.Lost lost) {
        lock.lock();
        try {
            retryable |= lost.retryable();
            return !ready && !closed && !left.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Asking again may help where it may help with one of them. */
    private RealtimeEvent.Lost last(RealtimeEvent.Lost lost) {
        lock.lock();
        try {
            return new RealtimeEvent.Lost(lost.reason(), retryable);
        } finally {
            lock.unlock();
        }
    }

    private Session at() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void change(RealtimeModel.Setup setup) {
        at().change(setup);
    }

    @Override
    public void hear(byte[] pcm) {
        at().hear(pcm);
    }

    @Override
    public void entered(String text) {
        at().entered(text);
    }

    @Override
    public void shown(String picture) {
        at().shown(picture);
    }

    @Override
    public void toolAnswered(String callId, String content) {
        at().toolAnswered(callId, content);
    }

    @Override
    public void remember(List<ChatMessage> history) {
        at().remember(history);
    }

    @Override
    public void respond(RealtimeModel.Response response) {
        at().respond(response);
    }

    @Override
    public void cancel() {
        at().cancel();
    }

    @Override
    public void truncate(String itemId, long heardMs) {
        at().truncate(itemId, heardMs);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        at().close();
    }
}
