package dev.parley.sessions.redis;

import static dev.parley.web.Json.JSON;

import dev.parley.sessions.UnreadableSession;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.time.DateTimeException;
import java.util.Map;
import java.util.function.Function;

/** JSON values that name the version of their form; another version is refused. */
final class Versioned {
    static final String VERSION = "v";

    private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());

    private Versioned() {}

    /**
     * Reads a value.
     *
     * @param what it is, for the refusal
     * @throws UnreadableSession when it has another version or form
     */
    static <T> T read(String json, String what, int version, Function<JsonObject, T> as) {
        try (var reader = READERS.createReader(new StringReader(json))) {
            var value = reader.readObject();
            int found = value.getInt(VERSION, 0);
            if (found != version) {
                throw new UnreadableSession(what + " has version " + found + ", this server reads version " + version);
            }
            return as.apply(value);
        } catch (JsonException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | DateTimeException e) {
            // without the cause: its message may repeat what was said
            throw new UnreadableSession(
                    what + " is not of its form: " + e.getClass().getSimpleName());
        }
    }
}
