package dev.parley.system;

/**
 * What tests that run beside each other share: names for a {@code ResourceLock}. A test that only uses one takes it to READ.
 * Whatever cannot be shared so, because all calls of the server would notice, is {@code Isolated}.
 */
final class Shared {
    /** Which persona a number of ours leads to. */
    static final String NUMBERS = "numbers";
    /** The faults in force: whoever has some to READ ends them by their ids. */
    static final String FAULTS = "faults";
    /** Settings and doors of the speech-to-speech model, of all its sessions. */
    static final String REALTIME = "realtime";

    /** Classes that take long, or have {@link #REALTIME} for themselves. */
    static final int FIRST = 1;
    /** Classes that use {@link #REALTIME}: by then nobody has it for himself, so they do not wait in others' places. */
    static final int LAST = Integer.MAX_VALUE;

    private Shared() {}
}
