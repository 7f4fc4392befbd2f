package dev.parley.line.contoso;

/** What the browser is sent. Texts stay out of {@code toString}. */
sealed interface ServerFrame {
    /** What the user said, as it was recognised. */
    record User(String text) implements ServerFrame {
        @Override
        public String toString() {
            return "User";
        }
    }

    /** What the assistant said, as it was heard. */
    record Assistant(String text) implements ServerFrame {
        @Override
        public String toString() {
            return "Assistant";
        }
    }

    /** @param pcm 24 kHz, 16-bit, mono; well under 2.6 s, of which players of this contract drop the rest (§12.4) */
    record Audio(byte[] pcm) implements ServerFrame {
        @Override
        public String toString() {
            return "Audio[" + pcm.length + "]";
        }
    }

    /** Playback is to be thrown away. */
    record Interrupt() implements ServerFrame {}

    /** For the browser's console, in plain words. */
    record Console(String message) implements ServerFrame {}

    /** For the browser's console: the conversation has begun. */
    record Created(String callId) implements ServerFrame {}

    /** For the browser's console: the assistant has said this, as it was heard. */
    record Done(String id, String content) implements ServerFrame {
        @Override
        public String toString() {
            return "Done[" + id + "]";
        }
    }

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
}
