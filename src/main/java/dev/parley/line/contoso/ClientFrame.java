package dev.parley.line.contoso;

import java.util.List;

/** What the browser sends. Texts stay out of {@code toString}. */
sealed interface ClientFrame {
    /** The first frame: what was said in the chat before. */
    record Messages(List<Said> said) implements ClientFrame {
        public Messages {
            said = List.copyOf(said);
        }
    }

    /**
     * One message of the chat.
     *
     * @param name of who wrote it: the customer's, or the assistant's
     */
    record Said(String name, String text) {
        @Override
        public String toString() {
            return "Said";
        }
    }

    /** The second frame tells who is there ({@link Customer}); later ones hold what is typed. */
    record User(String payload) implements ClientFrame {
        @Override
        public String toString() {
            return "User";
        }
    }

    /** @param pcm 24 kHz, 16-bit, mono; whole samples */
    record Audio(byte[] pcm) implements ClientFrame {
        @Override
        public String toString() {
            return "Audio[" + pcm.length + "]";
        }
    }

    /** Asks for an answer now: the greeting at first. */
    record Interrupt() implements ClientFrame {}

    /** What a client-side tool answered. */
    record Function(String callId, String output) implements ClientFrame {
        @Override
        public String toString() {
            return "Function[" + callId + "]";
        }
    }

    /** A frame of another type. */
    record Other() implements ClientFrame {}
}
