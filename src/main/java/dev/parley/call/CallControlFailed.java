package dev.parley.call;

/** An operation of the phone network failed. The message names operation and status, never numbers. */
public class CallControlFailed extends RuntimeException {
    private final boolean retryable;

    public CallControlFailed(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether the same may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
