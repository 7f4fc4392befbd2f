package dev.parley.conversation;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What breaks conversations of this thread: their calls end as failed, as calls may, and only the log tells that it was an
 * exception of ours.
 */
final class Breakdowns extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(RunningConversation.class.getName());
    private final Thread mine = Thread.currentThread();
    private LogRecord first;

    Breakdowns() {
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord told) {
        if (first == null && Thread.currentThread() == mine && told.getLevel() == Level.SEVERE) {
            first = told;
        }
    }

    /** Fails where one broke, with what broke it. */
    void none() {
        if (first != null) {
            throw new AssertionError(first.getMessage(), first.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
