package dev.parley.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerClockTest {
    private static final TurnId TURN = new TurnId(3);

    private final List<Long> answered = new ArrayList<>();
    private final AnswerClock clock =
            new AnswerClock((asking, ordering, playing) -> answered.add(asking), event -> {}, new Silent());
    private final Engine.Session session = clock.over(new Idle());

    @Test
    void anAnswerIsTimedOnceByItsFirstAudio() {
        clock.accept(new EngineEvent.UtteranceHeard("hello", 0, 100));
        answer();

        assertThat(answered).hasSize(1).allSatisfy(nanos -> assertThat(nanos).isPositive());
    }

    @Test
    void anAnswerThatNoTranscriptAskedForIsNotTimed() {
        answer();

        assertThat(answered).isEmpty();
    }

    @Test
    void anAnswerBehindAnOpenerIsNotTimed() {
        clock.accept(new EngineEvent.UtteranceHeard("hello", 0, 100));
        session.ask(TURN, List.of(), List.of());
        session.speak(new PieceId(TURN, 0), "Let me see.");
        clock.play(new PieceId(TURN, 0), new byte[640]);

        assertThat(answered).isEmpty();
    }

    private void answer() {
        session.ask(TURN, List.of(), List.of());
        clock.accept(new EngineEvent.AnswerToken(TURN, "Good day."));
        session.speak(new PieceId(TURN, 0), "Good day.");
        clock.play(new PieceId(TURN, 0), new byte[640]);
        clock.play(new PieceId(TURN, 0), new byte[640]);
        clock.play(new PieceId(TURN, 1), new byte[640]);
    }

    private static final class Silent implements Engine.AudioOut {
        @Override
        public void play(PieceId piece, byte[] pcm) {
            // nobody listens
        }

        @Override
        public void pieceComplete(PieceId piece) {
            // nobody listens
        }
    }

    private static final class Idle implements Engine.Session {
        @Override
        public void handOver(Persona persona, List<ChatMessage> history, List<ToolSchema> tools) {}

        @Override
        public void hear(byte[] pcm, int offset, int length) {
            // hears nothing
        }

        @Override
        public void listenAgain() {
            // hears nothing
        }

        @Override
        public void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) {
            // the test answers
        }

        @Override
        public void speak(PieceId piece, String text) {
            // the test speaks
        }

        @Override
        public void stopThinking(TurnId turn) {}

        @Override
        public void cancel(TurnId turn) {
            // nothing is under way
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
