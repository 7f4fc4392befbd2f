package dev.parley.line.acs;

/** The socket as its one writer uses it: one message in flight. Calls return at once. */
interface Wire {
    /** Sends a message; {@code written} is told once, on any thread, perhaps before this returns. */
    void send(String message, Written written);

    /** Closes it in the background. Repeatable. */
    void close(int code, String reason);

    /** Told what became of a message. */
    interface Written {
        void written(boolean whole);
    }
}
