package dev.parley.line.sustineo;

import java.util.List;
import java.util.Map;

/** What the browser sends. Texts stay out of {@code toString}. */
sealed interface ClientFrame {
    /**
     * The first frame, and a later one to begin anew.
     *
     * @param id connection key or configuration, as the client has it
     * @param values for the persona's prompt: customer, user, localDate, localTime
     * @param wishes names of the settings of voice and turn detection that it holds
     */
    record Settings(String id, Map<String, String> values, List<String> wishes) implements ClientFrame {
        public Settings {
            values = Map.copyOf(values);
            wishes = List.copyOf(wishes);
        }

        @Override
        public String toString() {
            return "Settings" + wishes;
        }
    }

    /** @param pcm 24 kHz, 16-bit, mono; whole samples */
    record Audio(byte[] pcm) implements ClientFrame {
        @Override
        public String toString() {
            return "Audio[" + pcm.length + "]";
        }
    }

    /** Something typed; it asks for no answer by itself. */
    record Message(String text) implements ClientFrame {
        @Override
        public String toString() {
            return "Message";
        }
    }

    /** Asks for an answer now: the greeting at first. */
    record Interrupt() implements ClientFrame {}

    /** What a client-side tool answered; more than one may come for the same call. */
    record FunctionCompletion(String callId, String output) implements ClientFrame {
        @Override
        public String toString() {
            return "FunctionCompletion[" + callId + "]";
        }
    }

    /** A frame of another type. */
    record Other() implements ClientFrame {}
}
