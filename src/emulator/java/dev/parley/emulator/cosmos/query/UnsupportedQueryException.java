package dev.parley.emulator.cosmos.query;

/** A query that the emulator does not answer: it is wrong, or the service would answer it and the emulator cannot. */
public final class UnsupportedQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedQueryException(String message) {
        super(message);
    }
}
