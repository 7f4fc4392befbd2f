package dev.parley.realtime.openai;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One event of the service as it was sent. Read as a stream: its texts and numbers, and as trees only what we look
 * into, so that an audio delta costs no tree. What is missing is empty.
 */
final class ServerEvent {
    /** Kept, because {@code Json} looks for its provider anew each time. */
    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private static final String LIMITS = "rate_limits";
    private static final Set<String> OBJECTS = Set.of("response", "error", "session");

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, JsonObject> objects = new HashMap<>();

    private JsonArray limits = JsonValue.EMPTY_JSON_ARRAY;

    private ServerEvent() {}

    /** Empty where it is no JSON object. */
    static Optional<ServerEvent> read(String json) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                return Optional.empty();
            }
            var event = new ServerEvent();
            event.readMembers(parser);
            return Optional.of(event);
        } catch (RuntimeException notJson) { // too deep a nesting is no JsonException
            return Optional.empty();
        }
    }

    private void readMembers(JsonParser parser) {
        while (parser.next() == JsonParser.Event.KEY_NAME) {
            var name = parser.getString();
            switch (parser.next()) {
                case VALUE_STRING, VALUE_NUMBER -> texts.put(name, parser.getString());
                case START_OBJECT -> {
                    if (OBJECTS.contains(name)) {
                        objects.put(name, parser.getObject());
                    } else {
                        parser.skipObject();
                    }
                }
                case START_ARRAY -> {
                    if (name.equals(LIMITS)) {
                        limits = parser.getArray();
                    } else {
                        parser.skipArray();
                    }
                }
                default -> {
                    // true, false and null tell us nothing
                }
            }
        }
    }

    /** The limits that it tells of; what is no object is left out. */
    List<JsonObject> limits() {
        return limits.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .toList();
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** A text or number inside {@code response}, {@code error} or {@code session}, by its path. */
    String text(String object, String... path) {
        JsonValue at = objects.getOrDefault(object, JsonValue.EMPTY_JSON_OBJECT);
        for (var name : path) {
            at = at instanceof JsonObject inside ? inside.getOrDefault(name, JsonValue.NULL) : JsonValue.NULL;
        }
        return at instanceof JsonString string ? string.getString() : at == JsonValue.NULL ? "" : at.toString();
    }
}
