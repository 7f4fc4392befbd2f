package dev.parley.emulator.openai;

import java.io.IOException;
import java.util.Map;

/** The way back to one client. Used by one thread. */
interface Wire {
    /** Status and headers of what follows; once. */
    void head(int status, String contentType, Map<String, String> headers);

    /**
     * Sends and flushes.
     *
     * @throws IOException if the client has hung up
     */
    void send(String text) throws IOException;

    /** Drops the connection in the middle, so that the client sees it break. */
    void drop();
}
