package dev.parley.realtime;

import java.time.Duration;

/** The service gave no client secret; the message says why in plain words, without anything that was sent. */
public class SecretRefused extends RuntimeException {
    private final boolean retryable;
    private final transient Duration retryAfter;

    /** @param retryAfter how long to wait before asking again; counts where that may help */
    public SecretRefused(String reason, boolean retryable, Duration retryAfter) {
        super(reason);
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** Whether asking again later may help. */
    public boolean retryable() {
        return retryable;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
