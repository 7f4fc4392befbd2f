package dev.parley.rehearsal;

import dev.parley.conversation.Line;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A line whose far end is in this process: every 20 ms it plays a frame to the caller's ear and takes one of the microphone. What
 * plays is heard at once, so the ledger is exact. Thread-safe; the one who ticks is one thread.
 */
final class RehearsalLine implements Line {
    static final AudioFormat FORMAT = AudioFormat.PCM_16K;

    private static final long FRAME_NANOS = AudioFormat.FRAME_MS * 1_000_000L;
    /** 120 s: the longest answer. */
    private static final int MOST_BYTES = FORMAT.bytesIn(120_000);
    /** Frames made up for when a tick is late: half a second; a longer standstill is one for both sides. */
    private static final int MOST_AT_ONCE = 25;

    private final Microphone microphone;
    private final Consumer<byte[]> ear;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final List<Sound> sounds = new ArrayList<>();
    private LiveConversation conversation;
    private int queuedBytes;
    private TurnId cutUpTo = new TurnId(-1);
    private boolean closed;
    private long nextNanos = Long.MIN_VALUE;

    /** Something of a turn that sounded without a gap. */
    record Sound(TurnId turn, long fromNanos, long untilNanos) {
        long ms() {
            return (untilNanos - fromNanos) / 1_000_000;
        }
    }

    private record Waiting(PieceId piece, byte[] pcm, int from) {}

    /** @param ear gets each frame that plays, and silence where none does */
    RehearsalLine(Microphone microphone, Consumer<byte[]> ear) {
        this.microphone = microphone;
        this.ear = ear;
    }

    /** Begins to play and to listen. */
    void connect(LiveConversation with) {
        lock.lock();
        try {
            conversation = with;
        } finally {
            lock.unlock();
        }
    }

    /** Plays and listens until that time; called about every 20 ms. */
    void tick(long nowNanos) {
        nextNanos = nextNanos == Long.MIN_VALUE ? nowNanos : Math.max(nextNanos, nowNanos - MOST_AT_ONCE * FRAME_NANOS);
        for (; nextNanos <= nowNanos; nextNanos += FRAME_NANOS) {
            ear.accept(played(nowNanos));
            var spoken = microphone.next();
            connected().ifPresent(to -> to.hear(spoken, 0, spoken.length));
        }
    }

    private Optional<LiveConversation> connected() {
        lock.lock();
        try {
            return Optional.ofNullable(conversation);
        } finally {
            lock.unlock();
        }
    }

    private byte[] played(long nowNanos) {
        var frame = new byte[FORMAT.frameBytes()];
        lock.lock();
        try {
            for (int filled = 0; filled < frame.length && conversation != null && !queue.isEmpty(); ) {
                var next = queue.poll();
                int length = Math.min(frame.length - filled, next.pcm.length - next.from);
                System.arraycopy(next.pcm, next.from, frame, filled, length);
                filled += length;
                queuedBytes -= length;
                if (next.from + length < next.pcm.length) {
                    queue.addFirst(new Waiting(next.piece, next.pcm, next.from + length));
                }
                sounded(next.piece.turn());
                conversation.sent(next.piece, (int) FORMAT.samplesIn(length), nowNanos, false);
            }
        } finally {
            lock.unlock();
        }
        return frame;
    }

    private void sounded(TurnId turn) {
        var until = nextNanos + FRAME_NANOS;
        var last = sounds.isEmpty() ? null : sounds.getLast();
        if (last != null && last.turn.equals(turn) && last.untilNanos >= nextNanos) {
            sounds.set(sounds.size() - 1, new Sound(turn, last.fromNanos, until));
        } else {
            sounds.add(new Sound(turn, nextNanos, until));
        }
    }

    /** What sounded so far, in order. */
    List<Sound> sounds() {
        lock.lock();
        try {
            return List.copyOf(sounds);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public AudioFormat format() {
        return FORMAT;
    }

    @Override
    public Duration playoutDelay() {
        return Duration.ZERO;
    }

    @Override
    public void play(PieceId piece, byte[] pcm) {
        lock.lock();
        try {
            if (closed || piece.turn().compareTo(cutUpTo) <= 0 || pcm.length == 0) {
                return;
            }
            queue.add(new Waiting(piece, pcm, 0));
            queuedBytes += pcm.length;
            if (queuedBytes > MOST_BYTES) {
                shut();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pieceComplete(PieceId piece) {
        // nothing waits for a whole frame
    }

    @Override
    public void cut(TurnId turn) {
        lock.lock();
        try {
            cutUpTo = turn.compareTo(cutUpTo) > 0 ? turn : cutUpTo;
            queue.removeIf(waiting -> waiting.piece.turn().compareTo(cutUpTo) <= 0);
            queuedBytes =
                    queue.stream().mapToInt(left -> left.pcm.length - left.from).sum();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            queue.clear();
            queuedBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(String reason) {
        lock.lock();
        try {
            shut();
        } finally {
            lock.unlock();
        }
    }

    private void shut() {
        closed = true;
        queue.clear();
        queuedBytes = 0;
    }
}
