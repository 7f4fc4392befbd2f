package dev.parley.conversation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
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

    private static final int BYTES_PER_SAMPLE = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Sent> reports = new ConcurrentLinkedQueue<>();
    private final Deque<Audio> unsent = new ArrayDeque<>();
    private final Map<PieceId, Long> given = new HashMap<>();
    private final long capacity;
    private final Runnable overflow;
    private Optional<Line> line;
    private TurnId cutUpTo = new TurnId(-1);
    private Optional<TurnId> heldFrom = Optional.empty();
    private long unsentBytes;

    private record Sent(PieceId piece, int samples) {}

    /** Audio of a piece from an index on; no bytes: the piece's end. */
    private record Audio(PieceId piece, byte[] pcm, int from) {
        boolean end() {
            return pcm.length == 0;
        }

        int length() {
            return pcm.length - from;
        }
    }

    /** {@code overflow} is called when the line takes no audio for so long that the engine's has no room. */
    PlayoutRelay(Line line, Runnable overflow) {
        this.line = Optional.of(line);
        this.capacity = line.format().bytesIn(LONGEST_MS);
        this.overflow = overflow;
    }

    @Override
    public void play(PieceId piece, byte[] pcm) {
        if (pcm.length > 0) {
            take(new Audio(piece, pcm, 0));
        }
    }

    @Override
    public void pieceComplete(PieceId piece) {
        take(new Audio(piece, new byte[0], 0));
    }

    private void take(Audio audio) {
        boolean full;
        lock.lock();
        try {
            if (audio.piece().turn().compareTo(cutUpTo) <= 0) {
                return;
            }
            forgetSent();
            full = unsentBytes + audio.length() > capacity;
            if (!full) {
                unsent.add(audio);
                unsentBytes += audio.length();
                count(audio);
                if (!held(audio)) {
                    line.ifPresent(to -> hand(audio, to));
                }
            }
        } finally {
            lock.unlock();
        }
        if (full) {
            overflow.run();
        }
    }

    private void count(Audio audio) {
        if (given.putIfAbsent(audio.piece(), 0L) == null) {
            given.keySet()
                    .removeIf(piece -> piece.turn().compareTo(audio.piece().turn()) < 0);
        }
        given.merge(audio.piece(), (long) audio.length() / BYTES_PER_SAMPLE, Long::sum);
    }

    private boolean held(Audio audio) {
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
            line.ifPresent(to -> unsent.stream().filter(this::held).forEach(audio -> hand(audio, to)));
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

    private static void hand(Audio audio, Line to) {
        if (audio.end()) {
            to.pieceComplete(audio.piece());
        } else {
            to.play(
                    audio.piece(),
                    audio.from() == 0
                            ? audio.pcm()
                            : Arrays.copyOfRange(audio.pcm(), audio.from(), audio.pcm().length));
        }
    }

    /** The line's writer reports; never blocks. */
    void sent(PieceId piece, int samples) {
        reports.add(new Sent(piece, samples));
    }

    /** Drops the audio of turns up to this one, here and in the line; none of it goes out after this returns. */
    void cut(TurnId turn) {
        Optional<Line> current;
        lock.lock();
        try {
            forget(turn);
            current = line;
        } finally {
            lock.unlock();
        }
        current.ifPresent(to -> to.cut(turn));
    }

    private void forget(TurnId turn) {
        cutUpTo = turn.compareTo(cutUpTo) > 0 ? turn : cutUpTo;
        forgetSent();
        unsent.removeIf(audio -> {
            boolean gone = audio.piece().turn().compareTo(turn) <= 0;
            unsentBytes -= gone ? audio.length() : 0;
            return gone;
        });
        given.keySet().removeIf(piece -> piece.turn().compareTo(turn) <= 0);
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
            unsent.stream().filter(audio -> !held(audio)).forEach(audio -> hand(audio, next));
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
            return given.getOrDefault(piece, 0L);
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
            unsent.clear();
            unsentBytes = 0;
        } finally {
            lock.unlock();
        }
        current.ifPresent(it -> it.close(reason));
    }

    /** Applies the reports. A line pads a piece's end with silence, which may be reported but was never given. */
    private void forgetSent() {
        for (var report = reports.poll(); report != null; report = reports.poll()) {
            int bytes = report.samples() * BYTES_PER_SAMPLE;
            while (bytes > 0
                    && !unsent.isEmpty()
                    && unsent.peek().piece().equals(report.piece())
                    && !unsent.peek().end()) {
                var audio = unsent.poll();
                int gone = Math.min(bytes, audio.length());
                bytes -= gone;
                unsentBytes -= gone;
                if (gone < audio.length()) {
                    unsent.addFirst(new Audio(audio.piece(), audio.pcm(), audio.from() + gone));
                }
            }
            while (!unsent.isEmpty() && unsent.peek().end()) {
                unsent.poll();
            }
        }
    }
}
