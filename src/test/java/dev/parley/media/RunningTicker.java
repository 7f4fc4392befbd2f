package dev.parley.media;

/** The real ticker, for tests of other rooms. */
public final class RunningTicker implements AutoCloseable {
    public final Ticker ticker = new Ticker();

    public RunningTicker() {
        ticker.start();
    }

    @Override
    public void close() {
        ticker.stop();
    }
}
