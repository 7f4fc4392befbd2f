package dev.parley.conversation;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Between an engine and the line of the moment. Keeps what was not reported as sent, so that another line can go on where
 * the last one stopped: nothing is lost and nothing said twice. Also the last gate: no audio of a cut turn passes.
 *
 * <p>Thread-safe. The lock is held while a line takes audio, so a line's report of sent audio, which may come under the
 * line's own lock, only goes into a queue.
 */
final class PlayoutRelay implements Engine.AudioOut {
    /** Two minutes of audio, the longest answer; a line that falls further behind is stuck. */
    private static final long LONGEST_MS = 120_000;

    private static final byte[] NOTHING = {};

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Sent> reports = new ConcurrentLinkedQueue<>();
    private final RelayedQueue queue;
    private final long bytesPerSecond;
    private final long capacity;
    private final Runnable overflow;
    private Optional<Line> line;
    private TurnId cutUpTo = new TurnId(-1);
    private Optional<TurnId> heldFrom = Optional.empty();

    private record Sent(PieceId piece, int samples) {}

    /** {@code overflow} is called when the line takes no audio for so long that the engine's has no room. */
    PlayoutRelay(Line line, Runnable overflow) {
        this.line = Optional.of(line);
        this.bytesPerSecond = line.format().bytesIn(1_000);
        this.queue = new RelayedQueue(bytesPerSecond);
        this.capacity = line.format().bytesIn(LONGEST_MS);
        this.overflow = overflow;
    }

    @Override
    public void play(PieceId piece, byte[] pcm) {
        if (pcm.length > 0) {
            take(piece, pcm);
        }
    }

    @Override
    public void pieceComplete(PieceId piece) {
        take(piece, NOTHING);
    }

    private void take(PieceId piece, byte[] pcm) {
        boolean full;
        lock.lock();
        try {
            if (piece.turn().compareTo(cutUpTo) <= 0) {
                return;
            }
            forgetSent();
            full = queue.unsentBytes() + pcm.length > capacity;
            if (!full) {
                var audio = queue.add(piece, pcm);
                if (!held(audio)) {
                    line.ifPresent(audio::handTo);
                }
            }
        } finally {
            lock.unlock();
        }
        if (full) {
            overflow.run();
        }
    }

    private boolean held(RelayedAudio audio) {
        return heldFrom.filter(from -> audio.piece().turn().compareTo(from) >= 0)
                .isPresent();
    }

    /** Keeps audio of this turn and later ones from the line, until {@link #release} or {@link #dropHeld}. */
    void hold(TurnId from) {
        lock.lock();
        try {
            heldFrom = Optional.of(from);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the line what was held; from now on audio goes through. */
    void release() {
        lock.lock();
        try {
            line.ifPresent(to -> queue.unsent().filter(this::held).forEach(audio -> audio.handTo(to)));
            heldFrom = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the held audio of turns up to this one, of which nothing went out: the line is not told. */
    void dropHeld(TurnId turn) {
        lock.lock();
        try {
            heldFrom = Optional.empty();
            forget(turn);
        } finally {
            lock.unlock();
        }
    }

    /** The line's writer reports; never blocks. What was sent is let go at once where that needs no waiting, else with the next report. */
    void sent(PieceId piece, int samples) {
        reports.add(new Sent(piece, samples));
        if (!lock.isHeldByCurrentThread() && lock.tryLock()) {
            try {
                forgetSent();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Milliseconds of audio that it keeps, what was sent a moment ago included. */
    long keptMs() {
        lock.lock();
        try {
            return queue.keptBytes() * 1_000 / bytesPerSecond;
        } finally {
            lock.unlock();
        }
    }

    /** Stops playback of this turn and holds what was not heard of it; nothing goes out after this returns, until {@link #resume}. */
    void pause(TurnId turn) {
        hold(turn);
        currentLine().ifPresent(Line::pause); // outside the lock: it waits for the writer, which may be reporting
        lock.lock();
        try {
            forgetSent();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on from there, which is not long ago; empty: behind what was sent. */
    void resume(Optional<PlayoutLedger.Position> from) {
        lock.lock();
        try {
            from.ifPresent(queue::rewind);
            release();
        } finally {
            lock.unlock();
        }
    }

    /** Drops the audio of turns up to this one, here and in the line; none of it goes out after this returns. */
    void cut(TurnId turn) {
        lock.lock();
        try {
            forget(turn);
            heldFrom = heldFrom.filter(from -> from.compareTo(turn) > 0);
        } finally {
            lock.unlock();
        }
        currentLine().ifPresent(to -> to.cut(turn));
    }

    private Optional<Line> currentLine() {
        lock.lock();
        try {
            return line;
        } finally {
            lock.unlock();
        }
    }

    private void forget(TurnId turn) {
        cutUpTo = turn.compareTo(cutUpTo) > 0 ? turn : cutUpTo;
        forgetSent();
        queue.forget(turn);
    }

    /** Nobody has the floor: playback will not go on from audio that was sent. */
    void forgetHeard() {
        lock.lock();
        try {
            forgetSent();
            queue.forgetRecent();
        } finally {
            lock.unlock();
        }
    }

    /** Shows this where the line of the moment can. */
    void caption(Caption caption) {
        currentLine().ifPresent(to -> to.caption(caption));
    }

    /** This line is gone; audio waits for the next one. False where it was not the current one. */
    boolean detach(Line gone) {
        lock.lock();
        try {
            boolean current = line.filter(it -> it == gone).isPresent();
            if (current) {
                line = Optional.empty();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** The current line hands over to this one, which gets what was not sent. */
    void attach(Line next) {
        Optional<Line> old;
        lock.lock();
        try {
            old = line;
            line = Optional.empty();
        } finally {
            lock.unlock();
        }
        old.ifPresent(Line::handOver); // outside the lock: it waits for the writer, which may be reporting
        lock.lock();
        try {
            forgetSent();
            queue.unsent().filter(audio -> !held(audio)).forEach(audio -> audio.handTo(next));
            line = Optional.of(next);
        } finally {
            lock.unlock();
        }
        old.ifPresent(it -> it.close("replaced"));
    }

    /** Samples of this piece that were given so far. */
    long given(PieceId piece) {
        lock.lock();
        try {
            return queue.given(piece);
        } finally {
            lock.unlock();
        }
    }

    void close(String reason) {
        Optional<Line> current;
        lock.lock();
        try {
            current = line;
            line = Optional.empty();
            cutUpTo = new TurnId(Integer.MAX_VALUE);
            queue.clear();
        } finally {
            lock.unlock();
        }
        current.ifPresent(it -> it.close(reason));
    }

    private void forgetSent() {
        for (var report = reports.poll(); report != null; report = reports.poll()) {
            queue.sent(report.piece(), report.samples());
        }
    }
}
