package dev.parley.emulator.speech;

/**
 * Who listens to the calls in progress. The Speech service cannot see for which call it speaks, so one answer serves all.
 */
public interface CallEars {
    /** Whether every live call has a human ear, and there is one: then synthesis is an audible voice. Never blocks. */
    boolean audible();

    /** Whether humans listen while there is no call: at a page from which one talks without a phone. False until told. */
    void withoutCalls(boolean human);
}
