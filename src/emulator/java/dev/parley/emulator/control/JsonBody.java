package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** A JSON object of the control API, read strictly: every mistake is a {@link Problem} of status 400 that names the member. */
public final class JsonBody {
    private static final int LONGEST_CHARS = 1_000_000;

    private final JsonObject json;

    private JsonBody(JsonObject json) {
        this.json = json;
    }

    /** The object in a request's text. */
    public static JsonBody parse(String text) {
        if (text == null || text.isBlank()) {
            throw Problem.badRequest("The body must be a JSON object");
        }
        if (text.length() > LONGEST_CHARS) {
            throw Problem.of(413, "The body is too long");
        }
        try (var reader = JSON.createReader(new StringReader(text))) {
            return of(reader.readValue(), "The body");
        } catch (JsonException | IllegalStateException e) {
            throw Problem.badRequest("The body is not well-formed JSON");
        }
    }

    /** An object inside another one; {@code where} names it in the problem. */
    public static JsonBody of(JsonValue value, String where) {
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            throw Problem.badRequest(where + " must be a JSON object");
        }
        return new JsonBody(value.asJsonObject());
    }

    /** Refuses members that nobody would read, so that a misspelt one is noticed. */
    public JsonBody only(String... members) {
        Set<String> known = Set.of(members);
        for (String member : json.keySet()) {
            if (!known.contains(member)) {
                throw Problem.badRequest("Unknown member \"" + member + "\"");
            }
        }
        return this;
    }

    /** Whether it is there, be it null. */
    public boolean names(String member) {
        return json.containsKey(member);
    }

    public boolean has(String member) {
        return json.containsKey(member) && json.get(member) != JsonValue.NULL;
    }

    public Optional<String> text(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        if (json.get(member) instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        throw Problem.badRequest("\"" + member + "\" must be a string");
    }

    public String requiredText(String member) {
        return text(member).orElseThrow(() -> Problem.badRequest("\"" + member + "\" is missing"));
    }

    /** A whole number within bounds. */
    public OptionalLong whole(String member, long least, long most) {
        if (!has(member)) {
            return OptionalLong.empty();
        }
        if (json.get(member) instanceof JsonNumber number
                && number.isIntegral()
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return OptionalLong.of(number.longValue());
        }
        throw Problem.badRequest("\"" + member + "\" must be a whole number from " + least + " to " + most);
    }

    /** A number above {@code above} up to {@code most}. */
    public OptionalDouble number(String member, double above, double most) {
        if (!has(member)) {
            return OptionalDouble.empty();
        }
        if (json.get(member) instanceof JsonNumber number
                && number.doubleValue() > above
                && number.doubleValue() <= most) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw Problem.badRequest("\"" + member + "\" must be a number above " + above + " up to " + most);
    }

    public Optional<Boolean> flag(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        return switch (json.get(member).getValueType()) {
            case TRUE -> Optional.of(true);
            case FALSE -> Optional.of(false);
            default -> throw Problem.badRequest("\"" + member + "\" must be true or false");
        };
    }

    public Optional<JsonArray> array(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        if (json.get(member).getValueType() == JsonValue.ValueType.ARRAY) {
            return Optional.of(json.getJsonArray(member));
        }
        throw Problem.badRequest("\"" + member + "\" must be an array");
    }

    public Optional<JsonObject> object(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        if (json.get(member).getValueType() == JsonValue.ValueType.OBJECT) {
            return Optional.of(json.getJsonObject(member));
        }
        throw Problem.badRequest("\"" + member + "\" must be an object");
    }
}
