package dev.parley.personas.http;

import dev.parley.personas.Drafts;
import dev.parley.web.BoundedBody;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What requests carry: prompty texts and small JSON objects. */
final class Bodies {
    static final String PROMPTY = "text/x-prompty";

    private static final int LARGEST_JSON = 512 * 1024; // may hold a text
    private static final int LONGEST_TEXT = 500;

    private Bodies() {}

    /** UTF-8, byte for byte. */
    static String text(InputStream body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(BoundedBody.read(body, Drafts.LARGEST_BYTES)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RequestRefused(Problem.of(422, "Not valid", "The text must be UTF-8."));
        }
    }

    /** An object; nothing sent is an empty one. */
    static JsonObject object(InputStream body) {
        var bytes = BoundedBody.read(body, LARGEST_JSON);
        if (bytes.length == 0) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        if (BoundedBody.json(bytes) instanceof JsonObject object) {
            return object;
        }
        throw new RequestRefused(Problem.of(400, "Not JSON", "The body must be a JSON object."));
    }

    /** A short text of an object; empty where it is missing or blank. */
    static Optional<String> shortText(JsonObject object, String name) {
        if (!object.containsKey(name) || object.isNull(name)) {
            return Optional.empty();
        }
        if (!(object.get(name) instanceof JsonString text) || text.getString().length() > LONGEST_TEXT) {
            throw notValid(name + ": must be a text of at most " + LONGEST_TEXT + " characters");
        }
        return Optional.of(text.getString()).filter(words -> !words.isBlank());
    }

    /** A persona's text in an object. */
    static String text(JsonObject object, String name) {
        if (object.get(name) instanceof JsonString text
                && text.getString().getBytes(StandardCharsets.UTF_8).length <= Drafts.LARGEST_BYTES) {
            return text.getString();
        }
        throw notValid(name + ": must be a text of at most " + Drafts.LARGEST_BYTES / 1024 + " KB");
    }

    /** An object of plain values, as Java has them. */
    static Map<String, Object> values(JsonObject object, String name) {
        if (!object.containsKey(name) || object.isNull(name)) {
            return Map.of();
        }
        if (object.get(name) instanceof JsonObject values) {
            var result = new LinkedHashMap<String, Object>();
            values.forEach((key, value) -> plain(value).ifPresent(plain -> result.put(key, plain)));
            return result;
        }
        throw notValid(name + ": must be an object");
    }

    private static Optional<Object> plain(JsonValue value) {
        return Optional.ofNullable(
                switch (value) {
                    case JsonString text -> text.getString();
                    case JsonNumber number -> number.isIntegral() ? (Object) number.longValue() : number.doubleValue();
                    case JsonArray list ->
                        list.stream().flatMap(item -> plain(item).stream()).toList();
                    case JsonObject object -> {
                        var result = new LinkedHashMap<String, Object>();
                        object.forEach((key, item) -> plain(item).ifPresent(plain -> result.put(key, plain)));
                        yield result;
                    }
                    default ->
                        value == JsonValue.TRUE ? (Object) true : value == JsonValue.FALSE ? (Object) false : null;
                });
    }

    static RequestRefused notValid(String error) {
        return new RequestRefused(new Problem(422, "Not valid", "See errors.", List.of(error)));
    }
}
