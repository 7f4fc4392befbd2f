package dev.parley.line;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The socket as its one writer uses it: one message in flight. Calls return at once. */
public interface Wire {
    /** Sends a message; {@code written} is told once, on any thread, perhaps before this returns. */
    void send(String message, Written written);

    /** Closes it in the background. Repeatable. */
    void close(int code, String reason);

    /** Told what became of a message. */
    interface Written {
        void written(boolean whole);
    }

    /** A wire made of these two. */
    static Wire of(BiConsumer<String, Consumer<Boolean>> send, BiConsumer<Integer, String> close) {
        return new Wire() {
            @Override
            public void send(String message, Written written) {
                send.accept(message, written::written);
            }

            @Override
            public void close(int code, String reason) {
                close.accept(code, reason);
            }
        };
    }
}
