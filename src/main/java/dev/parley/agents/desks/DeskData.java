package dev.parley.agents.desks;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data file of a desk, in the folder {@code data} beside the personas. */
final class DeskData {
    private DeskData() {}

    /** @throws DeskClosed when it is not there or no JSON object */
    static JsonObject read(Path personas, String name) {
        try (var reader = JSON.createReader(
                Files.newBufferedReader(personas.resolve("data").resolve(name)))) {
            return reader.readObject();
        } catch (IOException | JsonException e) {
            throw new DeskClosed("the data file " + name + " cannot be read", e);
        }
    }
}
