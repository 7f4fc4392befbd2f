package dev.parley.sessions;

/** An entry of the session store was written by another version of this server, or by something else. Not retryable. */
public class UnreadableSession extends RuntimeException {
    public UnreadableSession(String message) {
        super(message);
    }

    public UnreadableSession(String message, Throwable cause) {
        super(message, cause);
    }
}
