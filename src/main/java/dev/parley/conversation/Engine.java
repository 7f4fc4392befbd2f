package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.media.AudioFormat;
import java.util.List;
import java.util.function.Consumer;

/** Turns what was heard into what is said. Any engine works with any line whose format it knows. */
public interface Engine {
    /**
     * Opens everything one call needs and begins to warm it; returns at once. {@code mailbox} takes {@link EngineEvent}s
     * from any thread, never blocks; {@code out} takes the audio, in order.
     */
    Session open(Persona persona, AudioFormat format, Consumer<EngineEvent> mailbox, AudioOut out);

    /** Where an engine puts spoken audio: the line of the moment. Never blocks; pieces in order, one at a time. */
    interface AudioOut {
        void play(PieceId piece, byte[] pcm);

        void pieceComplete(PieceId piece);
    }

    /** The engine's part of one call. Methods return at once and are called from the conversation's thread, but for hear. */
    interface Session extends AutoCloseable {
        /** Caller audio, from the socket's thread; copied. */
        void hear(byte[] pcm, int offset, int length);

        /** Listens anew after {@link EngineEvent.HearingLost}. */
        void listenAgain();

        /** Asks the model; answers carry the turn. */
        void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools);

        /** Ends the model's answers of all turns up to this one; what they said is still spoken. */
        void stopThinking(TurnId turn);

        /** Speaks a piece after those before it; synthesised ahead while earlier ones play. */
        void speak(PieceId piece, String text);

        /** Ends the model's answer, synthesis and pending pieces of all turns up to this one; none of their audio follows. */
        void cancel(TurnId turn);

        /** Releases everything; events stop. Repeatable. */
        @Override
        void close();
    }
}
