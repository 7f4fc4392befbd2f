package dev.parley.web;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonStructure;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads request bodies up to a bound, whatever their headers say. */
public final class BoundedBody {
    private BoundedBody() {}

    /**
     * @param most bytes
     * @throws RequestRefused with 413 when there is more
     */
    public static byte[] read(InputStream body, int most) {
        try {
            var bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new RequestRefused(Problem.of(
                        Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode(),
                        "Too large",
                        "At most " + most + " bytes are taken here."));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON object or array in these bytes; 400 when there is none. */
    public static JsonStructure json(byte[] bytes) {
        try (var reader = JSON.createReader(new ByteArrayInputStream(bytes))) {
            return reader.read();
        } catch (RuntimeException e) { // too deep a nesting is no JsonException
            throw new RequestRefused(Problem.of(400, "Not JSON", "The body must be a JSON object or array."));
        }
    }
}
