package dev.parley.agents;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The language model that thinks. */
public interface ChatModel {
    /**
     * Asks for an answer; returns at once. {@code events} gets events in order, one at a time, on the adapter's thread; it
     * must not block. {@link Event.Finished} or {@link Event.Failed} comes last, unless cancelled.
     */
    Thought ask(Question question, Consumer<Event> events);

    /** One answer under way. */
    interface Thought {
        /**
         * Ends it: no event begins after this returns, and the HTTP response is closed so that the service stops
         * generating. Returns at once; repeatable.
         */
        void cancel();
    }

    /**
     * @param deployment empty: the server's default
     * @param history opening messages, then the conversation; every tool call answered
     * @param tools what it may call
     * @param firstToken longest wait for the first event
     */
    record Question(
            Optional<String> deployment,
            List<ChatMessage> history,
            List<ToolSchema> tools,
            Optional<Double> temperature,
            Optional<Double> topP,
            Optional<Integer> maxOutputTokens,
            Duration firstToken) {
        public Question {
            history = List.copyOf(history);
            tools = List.copyOf(tools);
        }

        /** The same question to another deployment, with another wait. */
        public Question at(Optional<String> other, Duration wait) {
            return new Question(other, history, tools, temperature, topP, maxOutputTokens, wait);
        }
    }

    /** What the model sends. */
    sealed interface Event {
        /** More of the answer's text. */
        record Token(String text) implements Event {
            @Override
            public String toString() {
                return "Token";
            }
        }

        /** The tools it wants run, complete; comes at most once, just before {@link Finished}. */
        record ToolsWanted(List<ToolCall> calls) implements Event {
            public ToolsWanted {
                calls = List.copyOf(calls);
            }
        }

        /** The end. Tokens are 0 where the service did not say. */
        record Finished(Ending ending, int promptTokens, int completionTokens) implements Event {}

        /**
         * It failed. The reason is for operators and holds no content.
         *
         * @param retryAfter how long the service asks to be left alone; zero where it does not say
         */
        record Failed(String reason, Cure cure, Duration retryAfter) implements Event {
            public Failed(String reason, boolean retryable) {
                this(reason, retryable ? Cure.ASK_AGAIN : Cure.NONE, Duration.ZERO);
            }

            public boolean retryable() {
                return cure == Cure.ASK_AGAIN;
            }
        }
    }

    /** What may help after a failure. */
    enum Cure {
        ASK_AGAIN,
        /** Another deployment may be there, or may understand. */
        ASK_ELSEWHERE,
        NONE
    }

    /** Why an answer ended. */
    enum Ending {
        COMPLETE,
        TOOLS,
        TOO_LONG,
        FILTERED
    }
}
