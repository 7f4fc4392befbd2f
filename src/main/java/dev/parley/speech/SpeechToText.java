package dev.parley.speech;

import java.util.function.Consumer;

/** Hearing. One recognition serves one call from before its first audio until it ends. */
public interface SpeechToText {
    /**
     * Opens a recogniser and begins to connect it; returns at once, off the caller's thread when that would block.
     * {@code events} gets events in order on the adapter's thread, one at a time; it must not block. A failure to open
     * arrives as {@link RecognitionEvent.Lost}.
     */
    Recognition listen(Listening how, Consumer<RecognitionEvent> events);

    /** One open recogniser. */
    interface Recognition extends AutoCloseable {
        /**
         * Hears audio of the agreed format, any even length; copies, never blocks. What is written before the connection
         * stands is kept and heard first. After {@link #close} or a loss it is ignored.
         */
        void hear(byte[] pcm, int offset, int length);

        /** Stops listening; returns at once, natives are released in the background; events stop. Repeatable. */
        @Override
        void close();
    }
}
