package dev.parley.admission;

/** The right to one talk. It lasts until it is ended, or its node is gone. Thread-safe, returns at once. */
public interface Lease {
    /** The talk used so many tokens of a model. */
    void used(long tokens);

    /** The talk is over. Repeatable. */
    void ended();
}
