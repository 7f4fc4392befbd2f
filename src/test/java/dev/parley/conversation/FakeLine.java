package dev.parley.conversation;

import dev.parley.media.AudioFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A line on a manual clock: paces with a small lead, and knows what the far end really played. */
class FakeLine implements Line {
    private static final Duration LEAD = Duration.ofMillis(200);
    private static final Duration FRAME = Duration.ofMillis(AudioFormat.FRAME_MS);
    private static final int FRAME_SAMPLES = 320;

    final List<Frame> played = new ArrayList<>();
    final List<TurnId> cuts = new ArrayList<>();
    Optional<String> closed = Optional.empty();
    boolean stuck;
    /** Audio of a turn that was cut already. */
    int lateAudio;

    int pauses;
    final List<Caption> captions = new ArrayList<>();

    LiveConversation conversation;

    private final ManualClock clock;
    private final Duration delay;
    private final Deque<Frame> queue = new ArrayDeque<>();
    private TurnId cutUpTo = new TurnId(-1);
    private long playedUntil;
    private boolean pumping;
    private PieceId begun = new PieceId(new TurnId(-1), 0);

    /** Samples of a piece, the millisecond of it in which they begin, and when they begin to play at the far end. */
    record Frame(PieceId piece, int fromMs, int samples, long startNanos) {
        int untilMs() {
            return fromMs + samples / FakeEngine.SAMPLES_PER_MS;
        }
    }

    FakeLine(ManualClock clock, Duration delay) {
        this.clock = clock;
        this.delay = delay;
    }

    @Override
    public AudioFormat format() {
        return AudioFormat.PCM_16K;
    }

    @Override
    public Duration playoutDelay() {
        return delay;
    }

    @Override
    public void play(PieceId piece, byte[] pcm) {
        if (piece.turn().compareTo(cutUpTo) <= 0) {
            lateAudio++;
        }
        if (closed.isPresent()) {
            return;
        }
        var samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        for (int at = 0; at < samples.limit(); at += FRAME_SAMPLES) {
            queue.add(new Frame(piece, samples.get(at), Math.min(samples.limit() - at, FRAME_SAMPLES), 0));
        }
        if (!pumping) {
            pumping = true;
            clock.after(Duration.ZERO, this::pump);
        }
    }

    private void pump() {
        pumping = false;
        if (stuck || closed.isPresent()) {
            return;
        }
        while (!queue.isEmpty() && playedUntil - clock.nanos() < LEAD.toNanos()) {
            var frame = queue.poll();
            long start = Math.max(playedUntil, clock.nanos());
            played.add(new Frame(frame.piece(), frame.fromMs(), frame.samples(), start));
            playedUntil = start + format().nanosOf(frame.samples());
            boolean amid = frame.piece().equals(begun) && follows(frame.piece());
            begun = frame.piece();
            conversation.sent(frame.piece(), frame.samples(), clock.nanos(), amid);
        }
        if (!queue.isEmpty()) {
            pumping = true;
            clock.after(FRAME, this::pump);
        }
    }

    private boolean follows(PieceId piece) {
        return !queue.isEmpty() && queue.peek().piece().equals(piece);
    }

    @Override
    public void pieceComplete(PieceId piece) {}

    @Override
    public void caption(Caption caption) {
        captions.add(caption);
    }

    @Override
    public void cut(TurnId turn) {
        cutUpTo = turn;
        cuts.add(turn);
        queue.removeIf(frame -> frame.piece().turn().compareTo(turn) <= 0);
        stop();
    }

    @Override
    public void pause() {
        pauses++;
        queue.clear();
        stop();
    }

    /** The far end drops what it has not begun to play. */
    private void stop() {
        played.removeIf(frame -> frame.startNanos() >= clock.nanos());
        playedUntil = Math.min(playedUntil, clock.nanos());
    }

    @Override
    public void handOver() {
        queue.clear();
    }

    @Override
    public void close(String reason) {
        closed = closed.or(() -> Optional.of(reason));
        queue.clear();
    }

    /** Whether the far end plays something just now. */
    boolean sounds() {
        return playedUntil > clock.nanos();
    }

    /** Samples of this piece that the far end played. */
    long samplesPlayed(PieceId piece) {
        return played.stream()
                .filter(frame -> frame.piece().equals(piece))
                .mapToLong(Frame::samples)
                .sum();
    }
}
