package dev.parley.sessions;

/** The session store did not answer within its timeout. Retryable by the caller of the API. */
public class SessionStoreUnavailable extends RuntimeException {
    public SessionStoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
