package dev.parley.personas;

/** The store did not answer, or asked to be left alone for a while: nothing was changed as far as is known. */
public class StoreUnavailable extends RuntimeException {
    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
