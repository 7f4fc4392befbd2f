package dev.parley.line;

import dev.parley.conversation.Caption;
import dev.parley.conversation.Line;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import dev.parley.media.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The speaking side of a talker's socket and its only writer: messages in order, one in flight, audio paced between them. One
 * lock guards all, so that a cut is a cut. Thread-safe.
 */
final class TalkLine implements Line, Ticker.Subscriber {
    /** Until the far end tells better: a browser's buffers and its audio hardware. */
    private static final Duration PLAYOUT_DELAY = Duration.ofMillis(150);

    /** Messages that wait while the far end reads none: some minutes of a talk's captions, or a few seconds of a flood. */
    private static final int MOST_WAITING = 500;
    /** RFC 6455 §7.4.1. */
    static final int NORMAL = 1000;

    static final int TRY_LATER = 1013;
    private static final int SLOW = 1008;

    private final Wire wire;
    private final Wording wording;
    private final Ticker ticker;
    private final LineMeter meter;
    private final PlayoutQueue queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Lag lag = new Lag();

    private LiveConversation conversation;
    private Runnable everyTick = () -> {};
    private boolean inFlight;
    private boolean closing;
    private boolean closed;
    private String closeReason = "";

    private record Message(String text, Runnable written) {}

    TalkLine(Duration lead, Wire wire, Wording wording, Ticker ticker, LineMeter meter) {
        this.wire = wire;
        this.wording = wording;
        this.ticker = ticker;
        this.meter = meter;
        this.queue = new PlayoutQueue(AudioFormat.PCM_24K, lead.toMillis());
    }

    /** Begins to send audio, which is reported to this conversation. */
    void speakFor(LiveConversation live, Runnable onTick) {
        lock.lock();
        try {
            conversation = live;
            everyTick = onTick;
            if (!closing) {
                ticker.add(this);
                pump();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends what this says, behind what waits. */
    void say(Supplier<List<String>> messages) {
        lock.lock();
        try {
            queue(messages.get(), () -> {});
            pump();
        } finally {
            lock.unlock();
        }
    }

    /** The far end told that it has played so much of that turn. */
    void played(TurnId turn, Duration ofTurn) {
        lock.lock();
        try {
            lag.reported(turn, ofTurn, System.nanoTime())
                    .filter(far -> conversation != null)
                    .ifPresent(conversation::lags);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public AudioFormat format() {
        return AudioFormat.PCM_24K;
    }

    @Override
    public Duration playoutDelay() {
        return PLAYOUT_DELAY;
    }

    @Override
    public void play(PieceId piece, byte[] pcm) {
        lock.lock();
        try {
            if (closing) {
                return;
            }
            if (queue.play(piece, pcm)) {
                pump();
            } else {
                shut(TRY_LATER, "more audio than the longest answer");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pieceComplete(PieceId piece) {
        lock.lock();
        try {
            queue.complete(piece);
            pump();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void caption(Caption caption) {
        say(() -> wording.caption(caption));
    }

    @Override
    public void cut(TurnId turn) {
        lock.lock();
        try {
            queue.cut(turn);
            stop();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            queue.pause();
            stop();
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        if (!closing) {
            long decidedAt = System.nanoTime();
            lag.stopped();
            queue(wording.stopped(), () -> meter.stopped(System.nanoTime() - decidedAt));
            pump();
        }
    }

    @Override
    public void close(String reason) {
        lock.lock();
        try {
            if (!closing) {
                queue.clear();
                queue(wording.ended(reason), () -> {});
                closing = true;
                closeReason = reason;
                pump();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The socket is gone, or must go at once. */
    void shut(int code, String reason) {
        lock.lock();
        try {
            closing = true;
            if (!closed) {
                closed = true;
                queue.clear();
                waiting.clear();
                ticker.remove(this);
                wire.close(code, reason);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void tick(long nowNanos) {
        lock.lock();
        try {
            pump();
        } finally {
            lock.unlock();
        }
        everyTick.run();
    }

    private void queue(Collection<String> messages, Runnable written) {
        if (closing) {
            return;
        }
        var last = messages.size();
        for (var message : messages) {
            waiting.add(new Message(message, --last == 0 ? written : () -> {}));
        }
        if (waiting.size() > MOST_WAITING) {
            shut(SLOW, "you read too slowly");
        }
    }

    private void pump() {
        while (!inFlight && !closed) {
            if (waiting.isEmpty()) {
                queueAudio();
            }
            var next = waiting.poll();
            if (next != null) {
                send(next);
            } else if (closing) {
                shut(NORMAL, closeReason);
            } else {
                return;
            }
        }
    }

    private void queueAudio() {
        if (conversation == null || closing) {
            return;
        }
        var now = System.nanoTime();
        var first = new PieceId[1];
        var audio = queue.take(now, (piece, samples, amid) -> {
            first[0] = first[0] == null ? piece : first[0];
            lag.sent(piece.turn(), Duration.ofNanos(format().nanosOf(samples)), now);
            conversation.sent(piece, samples, now, amid);
        });
        if (audio.length > 0) {
            if (queue.gapNanos() > 0) {
                meter.gap(queue.gapNanos());
            }
            queue(wording.audio(first[0], audio), () -> {});
        }
    }

    private void send(Message message) {
        inFlight = true;
        wire.send(message.text(), whole -> {
            message.written().run();
            written(whole);
        });
    }

    private void written(boolean whole) {
        lock.lock();
        try {
            inFlight = false;
            if (whole) {
                pump();
            } else {
                shut(SLOW, "you read too slowly, or are gone");
            }
        } finally {
            lock.unlock();
        }
    }

    /** For people: no spoken words. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "TalkLine[" + queue.queuedMs() + " ms, " + waiting.size() + " messages waiting"
                    + (closed ? ", closed]" : "]");
        } finally {
            lock.unlock();
        }
    }
}
