package dev.parley.line.acs;

import dev.parley.conversation.Line;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.line.LineMeter;
import dev.parley.line.PlayoutQueue;
import dev.parley.line.Wire;
import dev.parley.media.AudioFormat;
import dev.parley.media.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The speaking side of one media socket and its only writer: a queue, one message in flight, the completion of which sends
 * the next. One lock guards both, so that a cut is a cut: whoever holds it knows that no audio of the cut turn is between
 * queue and socket unreported. It is held for the moment of handing over one message (60 to 100 ms of audio), never while
 * waiting. Thread-safe.
 */
final class AcsLine implements Line, Ticker.Subscriber {
    /** ACS reports no play-out. Between our socket and an ear lie its jitter buffer and a phone network: up to 200 ms. */
    private static final Duration PLAYOUT_DELAY = Duration.ofMillis(200);

    private static final byte[] NOTHING = {};

    private final AudioFormat format;
    private final Wire wire;
    private final Ticker ticker;
    private final LineMeter metrics;
    private final PlayoutQueue queue;
    private final ReentrantLock lock = new ReentrantLock();

    private LiveConversation conversation;
    private boolean inFlight;
    private boolean stopDue;
    private boolean handedOver;
    private String closeReason;
    private boolean closed;
    private int cuts;
    private long cutAt;

    /** @param lead most audio ahead of play-out */
    AcsLine(AudioFormat format, Duration lead, Wire wire, Ticker ticker, LineMeter metrics) {
        this.metrics = metrics;
        this.format = format;
        this.wire = wire;
        this.ticker = ticker;
        this.queue = new PlayoutQueue(format, lead.toMillis());
    }

    /** Begins to send: what was queued until now goes out and is reported to this conversation. */
    void speakFor(LiveConversation listening) {
        lock.lock();
        try {
            conversation = listening;
            if (!closing()) {
                ticker.add(this);
                pump();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public AudioFormat format() {
        return format;
    }

    @Override
    public Duration playoutDelay() {
        return PLAYOUT_DELAY;
    }

    @Override
    public void play(PieceId piece, byte[] pcm) {
        lock.lock();
        try {
            if (closing()) {
                return;
            }
            if (queue.play(piece, pcm)) {
                pump();
            } else {
                shut(CloseCodes.TRY_LATER, "more audio than the longest answer");
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
        if (!closing()) {
            cutAt = stopDue ? cutAt : System.nanoTime();
            stopDue = true;
            cuts++;
            pump();
        }
    }

    @Override
    public void close(String reason) {
        lock.lock();
        try {
            if (closeReason == null) {
                closeReason = reason;
                queue.clear();
                pump();
            }
        } finally {
            lock.unlock();
        }
    }

    /** As promised by the port; no stop is sent: ACS plays what it holds. The socket stays open until it is closed. */
    @Override
    public void handOver() {
        lock.lock();
        try {
            handedOver = true;
            queue.clear();
            ticker.remove(this);
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
    }

    private void written(boolean whole) {
        lock.lock();
        try {
            inFlight = false;
            if (whole) {
                pump();
            } else {
                shut(CloseCodes.UNEXPECTED, "a message could not be sent");
            }
        } finally {
            lock.unlock();
        }
    }

    private void pump() {
        while (!inFlight && !closed) {
            if (stopDue) {
                stopDue = false;
                var decidedAt = cutAt;
                send(AcsEncoder.STOP, () -> metrics.stopped(System.nanoTime() - decidedAt));
            } else if (closeReason != null) {
                shut(CloseCodes.NORMAL, closeReason);
            } else {
                var audio = takeAudio();
                if (audio.length == 0) {
                    return;
                }
                send(AcsEncoder.audio(audio), () -> {});
            }
        }
    }

    private byte[] takeAudio() {
        if (conversation == null || handedOver) {
            return NOTHING;
        }
        var now = System.nanoTime();
        var audio = queue.take(now, (piece, samples, amid) -> conversation.sent(piece, samples, now, amid));
        if (audio.length > 0 && queue.gapNanos() > 0) {
            metrics.gap(queue.gapNanos());
        }
        return audio;
    }

    private void send(String message, Runnable written) {
        inFlight = true;
        wire.send(message, whole -> {
            written.run();
            written(whole);
        });
    }

    private void shut(int code, String reason) {
        if (!closed) {
            closed = true;
            queue.clear();
            ticker.remove(this);
            wire.close(code, reason);
        }
    }

    private boolean closing() {
        return closed || handedOver || closeReason != null;
    }

    /** For people: no spoken words. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "AcsLine[" + format.sampleRateHz() + " Hz, " + queue.queuedMs() + " ms queued, " + cuts + " cuts"
                    + (closed ? ", closed]" : "]");
        } finally {
            lock.unlock();
        }
    }
}
