package dev.parley.rehearsal;

/** Too many rehearsals wait on this node, or there is nothing to rehearse; the message says which, for people. */
public final class RehearsalRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RehearsalRefused(String reason) {
        super(reason);
    }
}
