package dev.parley.line;

/** Measures nothing. */
public final class NoMeter implements LineMeter {
    @Override
    public void frameHeard(long nanos) {}

    @Override
    public void stopped(long nanos) {}

    @Override
    public void gap(long nanos) {}

    @Override
    public void missing(long ms) {}
}
