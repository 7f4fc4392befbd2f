package dev.parley.line;

/** Told what lines lose and how fast they fall silent. Thread-safe, returns at once. */
public interface LineMeter {
    /** A frame of the caller was handed on, that long after it came. Called per frame. */
    void frameHeard(long nanos);

    /** From the decision to cut until the far end was told to drop what it holds. */
    void stopped(long nanos);

    /** The far end ran dry in the midst of a turn for that long. */
    void gap(long nanos);

    /** So much of the caller's audio never came. */
    void missing(long ms);
}
