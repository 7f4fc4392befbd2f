package dev.parley.cascade;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stands between a session and its conversation and times one answer after another: what passes here is what the server
 * itself does, what does not pass is a service's time. Events, commands and audio of one answer follow each other, so plain
 * volatile stamps do; a race costs a measurement, nothing else. Thread-safe.
 */
final class AnswerClock implements Consumer<EngineEvent>, Engine.AudioOut {
    private static final long NONE = 0;
    /** An answer that is asked for so long after its transcript waited on purpose: 100 ms. */
    private static final long MEANT_TO_WAIT_NANOS = 100_000_000;

    private final AnswerTimes times;
    private final Consumer<EngineEvent> mailbox;
    private final Engine.AudioOut out;

    private volatile long heardAt;
    private volatile long tokenAt;
    private volatile long asking;
    private volatile long ordering;
    private volatile int timedTurn = -1;

    AnswerClock(AnswerTimes times, Consumer<EngineEvent> mailbox, Engine.AudioOut out) {
        this.times = times;
        this.mailbox = mailbox;
        this.out = out;
    }

    @Override
    public void accept(EngineEvent event) {
        if (event instanceof EngineEvent.AnswerToken) {
            tokenAt = System.nanoTime();
        } else if (event instanceof EngineEvent.UtteranceHeard) {
            heardAt = System.nanoTime();
        }
        mailbox.accept(event);
    }

    @Override
    public void play(PieceId piece, byte[] pcm) {
        if (piece.turn().number() != timedTurn) {
            out.play(piece, pcm);
            return;
        }
        timedTurn = -1;
        var begun = System.nanoTime();
        out.play(piece, pcm);
        times.answered(asking, ordering, System.nanoTime() - begun);
    }

    @Override
    public void pieceComplete(PieceId piece) {
        out.pieceComplete(piece);
    }

    private void asked(TurnId turn) {
        var waited = System.nanoTime() - heardAt;
        timedTurn = heardAt != NONE && waited < MEANT_TO_WAIT_NANOS ? turn.number() : -1;
        asking = waited;
        ordering = 0;
        heardAt = NONE;
        tokenAt = NONE;
    }

    private void spoken(PieceId piece) {
        if (piece.index() == 0 && piece.turn().number() == timedTurn) {
            ordering = System.nanoTime() - tokenAt;
            timedTurn = tokenAt == NONE ? -1 : timedTurn; // an opener: it comes before the answer
        }
    }

    /** The session, timed. */
    Engine.Session over(Engine.Session session) {
        return new Engine.Session() {
            @Override
            public void hear(byte[] pcm, int offset, int length) {
                session.hear(pcm, offset, length);
            }

            @Override
            public void listenAgain() {
                session.listenAgain();
            }

            @Override
            public void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) {
                session.ask(turn, history, tools);
                asked(turn);
            }

            @Override
            public void speak(PieceId piece, String text) {
                session.speak(piece, text);
                spoken(piece);
            }

            @Override
            public void stopThinking(TurnId turn) {
                session.stopThinking(turn);
            }

            @Override
            public void handOver(Persona persona, List<ChatMessage> history, List<ToolSchema> tools) {
                session.handOver(persona, history, tools);
            }

            @Override
            public void cancel(TurnId turn) {
                session.cancel(turn);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }
}
