package dev.parley.rehearsal;

/** A run cannot begin because a service fails; the message says which and why, without words of the test. */
final class CannotRehearse extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotRehearse(String reason) {
        super(reason);
    }
}
