package dev.parley.emulator.cosmos.store;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.Optional;

/** Documents made and read; what is no JSON is nothing. */
public final class JsonText {
    private JsonText() {}

    public static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    public static JsonObjectBuilder object(JsonObject of) {
        return JSON.createObjectBuilder(of);
    }

    public static JsonArrayBuilder array() {
        return JSON.createArrayBuilder();
    }

    public static JsonValue number(double value) {
        return JSON.createValue(value);
    }

    public static JsonValue number(long value) {
        return JSON.createValue(value);
    }

    public static JsonValue text(String value) {
        return JSON.createValue(value);
    }

    /** Empty if it is no JSON object in UTF-8. */
    public static Optional<JsonObject> readObject(byte[] utf8) {
        return read(utf8).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** Empty if it is no JSON array in UTF-8. */
    public static Optional<JsonArray> readArray(byte[] utf8) {
        return read(utf8).filter(JsonArray.class::isInstance).map(JsonArray.class::cast);
    }

    private static Optional<JsonStructure> read(byte[] utf8) {
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(utf8))) {
            return Optional.of(reader.read());
        } catch (JsonException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** A member that is a string. */
    public static Optional<String> textOf(JsonObject object, String member) {
        return object.get(member) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
