package dev.parley.realtime;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.media.AudioFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A model that hears and speaks. Thread-safe. */
public interface RealtimeModel {
    /** What it hears and speaks in. */
    AudioFormat FORMAT = AudioFormat.PCM_24K;

    /**
     * Opens a session, returns at once. {@code events} gets what it tells in order, on the adapter's thread or, where nothing
     * can be opened, on another one; it must not block. {@link RealtimeEvent.Ready} or {@link RealtimeEvent.Lost} comes first
     * and in bounded time; what comes behind {@code Lost} counts for nothing.
     */
    Session open(Setup setup, Consumer<RealtimeEvent> events);

    /**
     * How a session is set, by the persona alone. The model finds the end of a turn, but neither answers nor stops by itself.
     *
     * @param history the instructions, and what was said before
     * @param voice name of the service
     * @param tools what it may call
     * @param language what is spoken
     * @param endOfSpeech quiet that ends a turn
     * @param eagerness where what was said ends a turn, and not quiet alone
     * @param mostTokens of one answer
     */
    record Setup(
            List<ChatMessage> history,
            String voice,
            List<ToolSchema> tools,
            Locale language,
            Duration endOfSpeech,
            Optional<Eagerness> eagerness,
            Optional<Integer> mostTokens) {
        public Setup {
            history = List.copyOf(history);
            tools = List.copyOf(tools);
        }

        /** Where quiet ends a turn. */
        public Setup(
                List<ChatMessage> history,
                String voice,
                List<ToolSchema> tools,
                Locale language,
                Duration endOfSpeech,
                Optional<Integer> mostTokens) {
            this(history, voice, tools, language, endOfSpeech, Optional.empty(), mostTokens);
        }

        /** As this persona wants it. */
        static Setup of(Persona persona, List<ChatMessage> history, List<ToolSchema> tools) {
            return new Setup(
                    history,
                    persona.voice().name(),
                    tools,
                    persona.language(),
                    persona.turns().endOfSpeech(),
                    Eagerness.of(persona.endOfTurn()),
                    persona.model().maxOutputTokens());
        }

        /** The same, of which nothing was said before. */
        Setup withoutMemory() {
            var instructions = history.stream()
                    .filter(ChatMessage.Instructions.class::isInstance)
                    .toList();
            return new Setup(instructions, voice, tools, language, endOfSpeech, eagerness, mostTokens);
        }
    }

    /** What a response is to be. */
    sealed interface Response {
        /** What the model has to say; {@code mayAct}: it may call tools. */
        record Answer(boolean mayAct) implements Response {}

        /** The rest of an answer whose session broke off when this was said of it. */
        record GoOn(String said, boolean mayAct) implements Response {
            @Override
            public String toString() {
                return "GoOn[mayAct=" + mayAct + "]";
            }
        }

        /** These words and no others. */
        record Words(String text) implements Response {
            @Override
            public String toString() {
                return "Words";
            }
        }
    }

    /** Commands to one session, carried out in order; they return at once and are without effect once it is lost or closed. */
    interface Session extends AutoCloseable {
        /** From now on it is set so, but for the voice: that of a session that spoke cannot be changed. What was said stays. */
        void change(Setup setup);

        /** More of the caller's audio, an even number of bytes; dropped, oldest first, where the service takes none. */
        void hear(byte[] pcm);

        /** The caller entered this without a voice. */
        void entered(String text);

        /** The caller shows a picture, a data URL. */
        void shown(String picture);

        void toolAnswered(String callId, String content);

        /** All this was said in other sessions, before all that this one has heard; instructions in it are not looked at. */
        void remember(List<ChatMessage> history);

        /** Asks for a response; never while one is under way. */
        void respond(Response response);

        /** Ends the response under way; {@link RealtimeEvent.ResponseEnded} follows all the same. */
        void cancel();

        /** The caller heard so much of that item's audio, which is not longer than what it has; its response has ended. */
        void truncate(String itemId, long heardMs);

        /** Repeatable. */
        @Override
        void close();
    }
}
