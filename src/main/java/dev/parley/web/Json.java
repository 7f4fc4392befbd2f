package dev.parley.web;

import jakarta.json.spi.JsonProvider;

/**
 * JSON without {@code jakarta.json.Json}, which looks for its provider anew with every call: through all class loaders of the
 * server, for a class that is never there. Virtual threads can hang in that for ever (ADR 22).
 */
public final class Json {
    /** Thread-safe. */
    public static final JsonProvider JSON = found();

    private Json() {}

    /** By our own class loader: whoever comes first may be a thread of a library, which sees none of the server's. */
    private static JsonProvider found() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(Json.class.getClassLoader());
        try {
            return JsonProvider.provider();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
