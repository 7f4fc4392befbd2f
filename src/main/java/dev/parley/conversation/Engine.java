package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.media.AudioFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns what was heard into what is said. Any engine works with any line whose format it knows. */
public interface Engine {
    /**
     * Opens everything one call needs and begins to warm it; returns at once. {@code mailbox} takes {@link EngineEvent}s
     * from any thread, never blocks; {@code out} takes the audio, in order.
     *
     * @param history the instructions, and what was said before where the call comes from another node
     * @param tools what the model may call
     */
    Session open(
            Persona persona,
            List<ChatMessage> history,
            List<ToolSchema> tools,
            AudioFormat format,
            Consumer<EngineEvent> mailbox,
            AudioOut out);

    /** Who goes on with a call of this persona where its engine cannot be had; empty: nobody. */
    default Optional<Persona> instead(Persona persona) {
        return Optional.empty();
    }

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

        /** The same, for a model that has to be told what was said. */
        default void listenAgain(List<ChatMessage> history) {
            listenAgain();
        }

        /**
         * Opens another session of the model beside the one that serves; {@link EngineEvent.NextReady} or
         * {@link EngineEvent.NextLost} follows. Only for engines that told how long a session lasts.
         */
        default void prepareNext() {}

        /**
         * The session that was prepared serves from now on, and nobody hears the difference: what was under way is gone on with,
         * what the caller said and was not yet understood is heard again. Without effect where none is ready.
         *
         * @param settled nobody speaks, and the history is complete
         */
        default void takeOver(List<ChatMessage> history, boolean settled) {}

        /**
         * Another persona goes on with the call by this engine: its model, voice, tools and turn settings from the next question
         * or piece on. Nobody speaks for the agent at this moment; the caller may, and is heard on.
         *
         * @param history its instructions, and what was said so far
         */
        void handOver(Persona persona, List<ChatMessage> history, List<ToolSchema> tools);

        /** As {@link #close}, but what was still owed fails first, by events. */
        default void giveUp() {
            close();
        }

        /** Asks the model; answers carry the turn. */
        void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools);

        /**
         * As {@link #ask}, of a model that speaks for itself: its voice is this piece, its words are told as they come, and
         * {@link EngineEvent.PieceSpoken} tells its end before the answer's. Only for personas whose pipeline is such a model.
         */
        default void askAloud(PieceId voice, List<ChatMessage> history, List<ToolSchema> tools) {
            throw new UnsupportedOperationException("this engine speaks only what it is told");
        }

        /** The caller entered this without a voice; what is asked with its history need not be told. */
        default void entered(String text) {}

        /** The caller shows a picture, a data URL; only a model that hears for itself is asked to look. */
        default void shown(String picture) {}

        /** The caller heard so many samples of that piece and will hear no more of it. */
        default void heard(PieceId piece, long samples) {}

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
