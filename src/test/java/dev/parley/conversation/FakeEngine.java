package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.media.AudioFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An engine on a manual clock: synthesis takes a moment, every word lasts 300 ms; the test is the model and the caller. */
final class FakeEngine implements Engine, Engine.Session {
    static final int WORD_MS = 300;
    static final int SAMPLES_PER_MS = 16;
    private static final Duration FIRST_AUDIO = Duration.ofMillis(100);
    private static final Duration FIRST_WORDS_AGAIN = Duration.ofMillis(100);

    final List<Question> asked = new ArrayList<>();
    final Map<PieceId, String> spoken = new LinkedHashMap<>();
    final List<TurnId> stoppedThinking = new ArrayList<>();
    final List<String> handedTo = new ArrayList<>();
    int listenedAgain;
    /** A recogniser is ready. */
    boolean listens = true;

    boolean closed;
    boolean placesWords = true;
    /** How many of the next pieces fail. */
    int failing;
    /** How many of the next pieces never sound, and nobody tells. */
    int stalling;
    /** Until a recogniser that replaces another one is ready. */
    Duration readyAfter = Duration.ZERO;
    /** What it then finds in the audio that the one before it had not finished. */
    Runnable hearsAgain = () -> {};

    private final ManualClock clock;
    private final Deque<PieceId> pending = new ArrayDeque<>();
    private Consumer<EngineEvent> mailbox;
    private AudioOut out;
    private TurnId cancelled = new TurnId(-1);
    /** The model owes nothing more of the question that it was asked last. */
    private boolean answered;

    private boolean synthesising;
    private Optional<PieceId> stalled = Optional.empty();
    private Runnable notReady = () -> {};
    private Runnable notHeardAgain = () -> {};

    record Question(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) {}

    FakeEngine(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public Session open(
            Persona persona,
            List<ChatMessage> history,
            List<ToolSchema> tools,
            AudioFormat format,
            Consumer<EngineEvent> events,
            AudioOut audio) {
        mailbox = events;
        out = audio;
        tell(new EngineEvent.HearingReady());
        return this;
    }

    @Override
    public void handOver(Persona persona, List<ChatMessage> history, List<ToolSchema> tools) {
        handedTo.add(persona.id().value());
    }

    void tell(EngineEvent event) {
        if (!closed) {
            listens &= !(event instanceof EngineEvent.HearingLost);
            answered |= event instanceof EngineEvent.AnswerEnded ended && isAskedLast(ended.turn())
                    || event instanceof EngineEvent.AnswerFailed failed && isAskedLast(failed.turn());
            mailbox.accept(event);
        }
    }

    private boolean isAskedLast(TurnId turn) {
        return !asked.isEmpty() && asked.getLast().turn().equals(turn);
    }

    /** As an adapter may that was closed while it was about to tell. */
    void tellLate(EngineEvent event) {
        mailbox.accept(event);
    }

    /** A turn whose answer nobody wants any more. */
    Optional<TurnId> cancelledTurn() {
        return asked.stream().map(Question::turn).filter(this::isCancelled).reduce((one, later) -> later);
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {}

    @Override
    public void listenAgain() {
        listenedAgain++;
        listens = false;
        listensNoMore();
        if (readyAfter.isZero()) {
            ready();
        } else {
            notReady = clock.after(readyAfter, this::ready);
        }
    }

    private void ready() {
        listens = true;
        tell(new EngineEvent.HearingReady());
        notHeardAgain = clock.after(FIRST_WORDS_AGAIN, () -> hearsAgain.run());
    }

    private void listensNoMore() {
        notReady.run();
        notHeardAgain.run();
    }

    @Override
    public void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) {
        asked.add(new Question(turn, history, tools));
        answered = false;
    }

    /** The turn that waits for the model: its answer has not ended and was not cancelled. */
    Optional<TurnId> thinking() {
        return asked.isEmpty() || answered || isCancelled(asked.getLast().turn())
                ? Optional.empty()
                : Optional.of(asked.getLast().turn());
    }

    boolean isCancelled(TurnId turn) {
        return turn.compareTo(cancelled) <= 0;
    }

    @Override
    public void stopThinking(TurnId turn) {
        stoppedThinking.add(turn);
    }

    @Override
    public void speak(PieceId piece, String text) {
        spoken.put(piece, text);
        pending.add(piece);
        next();
    }

    private void next() {
        if (!synthesising && !pending.isEmpty()) {
            synthesising = true;
            var piece = pending.poll();
            clock.after(FIRST_AUDIO, () -> synthesised(piece));
        }
    }

    private void synthesised(PieceId piece) {
        if (stalling > 0 && !isCancelled(piece.turn())) {
            stalling--;
            stalled = Optional.of(piece);
            return;
        }
        synthesising = false;
        if (!closed && !isCancelled(piece.turn())) {
            if (failing > 0) {
                failing--;
                tell(new EngineEvent.PieceFailed(piece, "no synthesis", true));
            } else {
                audio(piece, spoken.get(piece));
            }
        }
        next();
    }

    private void audio(PieceId piece, String text) {
        int words = 0;
        for (int i = 1; i <= text.length(); i++) {
            if ((i == text.length() || text.charAt(i) == ' ') && text.charAt(i - 1) != ' ') {
                if (placesWords) {
                    tell(new EngineEvent.WordPlaced(piece, i, (long) words * WORD_MS, WORD_MS));
                }
                words++;
            }
        }
        out.play(piece, numbered(words * WORD_MS));
        out.pieceComplete(piece);
        tell(new EngineEvent.PieceSpoken(piece, (long) words * WORD_MS * 16));
    }

    /** Audio in which every sample is the millisecond of the piece that it sounds in. */
    private static byte[] numbered(int lengthMs) {
        var pcm = new byte[AudioFormat.PCM_16K.bytesIn(lengthMs)];
        var samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        for (int i = 0; samples.hasRemaining(); i++) {
            samples.put((short) (i / SAMPLES_PER_MS));
        }
        return pcm;
    }

    @Override
    public void cancel(TurnId turn) {
        cancelled = turn.compareTo(cancelled) > 0 ? turn : cancelled;
        pending.removeIf(piece -> isCancelled(piece.turn()));
        if (stalled.filter(piece -> isCancelled(piece.turn())).isPresent()) {
            stalled = Optional.empty();
            synthesising = false;
            next();
        }
    }

    /** Whether a piece is waited for that never sounds. */
    boolean stalls() {
        return stalled.isPresent();
    }

    @Override
    public void close() {
        closed = true;
        pending.clear();
        listensNoMore();
    }
}
