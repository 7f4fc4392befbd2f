package dev.parley.emulator.realtime;

/** Does things later, on any thread. */
@FunctionalInterface
public interface Timer {
    /** Does something after so many milliseconds; what is given back calls that off. */
    Runnable after(long ms, Runnable what);
}
