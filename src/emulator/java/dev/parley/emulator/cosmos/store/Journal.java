package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonObject;
import java.util.function.Consumer;

/** Where a container's changes are kept. {@link #append} and {@link #rewrite} are called by one thread at a time. */
interface Journal {
    /** Gives every change kept so far, in order. Called once, before any other method. */
    void replay(Consumer<JsonObject> change);

    /** Keeps a change, whole or not at all, so that it outlives the process; returns the position after it. */
    long append(JsonObject change);

    /** Returns when everything up to a position is on the disk itself. Any thread. */
    void sync(long position);

    /** Whether the journal holds so much of the past that it should be rewritten to {@code liveDocuments}. */
    boolean isLong(int liveDocuments);

    /** Replaces everything by one state, at once. */
    void rewrite(Iterable<JsonObject> state);

    /** Releases the file. */
    void close();

    /** Forgets everything when the process ends. */
    Journal MEMORY = new Journal() {
        @Override
        public void replay(Consumer<JsonObject> change) {
            // nothing was kept
        }

        @Override
        public long append(JsonObject change) {
            return 0;
        }

        @Override
        public void sync(long position) {
            // no disk
        }

        @Override
        public boolean isLong(int liveDocuments) {
            return false;
        }

        @Override
        public void rewrite(Iterable<JsonObject> state) {
            // nothing is kept
        }

        @Override
        public void close() {
            // holds no file
        }
    };
}
