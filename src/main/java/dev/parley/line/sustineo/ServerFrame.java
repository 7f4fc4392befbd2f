package dev.parley.line.sustineo;

/** What the browser is sent. Texts stay out of {@code toString}. */
sealed interface ServerFrame {
    /** What was said: by the user as it was recognised, by the assistant as it was heard. */
    record Message(String id, Role role, String content) implements ServerFrame {
        @Override
        public String toString() {
            return "Message[" + id + "]";
        }
    }

    /** Who said something. */
    enum Role {
        USER,
        ASSISTANT
    }

    /** @param pcm 24 kHz, 16-bit, mono; well under 2.6 s, of which players of this contract drop the rest (§12.4) */
    record Audio(String id, byte[] pcm) implements ServerFrame {
        @Override
        public String toString() {
            return "Audio[" + pcm.length + "]";
        }
    }

    /** Playback is to be thrown away. */
    record Interrupt() implements ServerFrame {}

    /**
     * The browser is to run a tool.
     *
     * @param arguments JSON as the model wrote it
     */
    record Function(String id, String callId, String name, String arguments) implements ServerFrame {
        @Override
        public String toString() {
            return "Function[" + callId + ", " + name + "]";
        }
    }

    /** For the browser's console. */
    record Console(String id, String message) implements ServerFrame {}

    /**
     * How a tool of this server goes on.
     *
     * @param result what is to be shown; empty: nothing yet
     */
    record Agent(String id, String callId, String name, String status, String result) implements ServerFrame {
        @Override
        public String toString() {
            return "Agent[" + callId + ", " + name + ", " + status + "]";
        }
    }

    /** Something failed, in plain words. */
    record Failure(String error, String content) implements ServerFrame {}
}
