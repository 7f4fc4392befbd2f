package dev.parley.emulator.thinking;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what a tool answered: JSON as sentences, plain text as it is. */
final class ResultSpeech {
    private static final int MOST_ITEMS = 4;
    private static final List<String> ALREADY_SPEECH = List.of("speech", "say", "summary", "message", "answer", "text");

    private ResultSpeech() {}

    static String of(String result) {
        Optional<JsonValue> json = json(result);
        if (json.isEmpty()) {
            return sentence(result.strip());
        }
        return switch (json.get()) {
            case JsonObject object -> object(object);
            case JsonArray array -> array.isEmpty() ? "I found nothing." : "I found " + items(array) + ".";
            case JsonString string -> sentence(string.getString());
            default -> sentence("It is " + value("", json.get()));
        };
    }

    private static String object(JsonObject object) {
        Map<String, JsonValue> left = new LinkedHashMap<>(object);
        left.values().removeIf(value -> value == JsonValue.NULL);
        Optional<String> failure = taken(left, "error", "failure", "problem", "reason");
        if (failure.isPresent()) {
            return "I am sorry, that did not work. " + sentence(failure.get());
        }
        if (left.get("found") == JsonValue.FALSE || left.get("exists") == JsonValue.FALSE) {
            return "I am sorry, I cannot find "
                    + taken(left, "orderId", "order_id", "id", "item").orElse("that") + ".";
        }
        left.keySet().removeAll(List.of("ok", "success", "found", "exists"));
        for (String key : ALREADY_SPEECH) {
            if (left.get(key) instanceof JsonString said && said.getString().contains(" ")) {
                return sentence(said.getString());
            }
        }
        List<String> sentences = new ArrayList<>();
        hours(left).ifPresent(sentences::add);
        state(left).ifPresent(sentences::add);
        left.forEach((key, value) -> sentences.add(field(key, value)));
        return sentences.isEmpty() ? "That is done." : String.join(" ", sentences);
    }

    /** "On Monday we are open from 9 am to 5 pm." */
    private static Optional<String> hours(Map<String, JsonValue> left) {
        boolean shut = left.get("closed") == JsonValue.TRUE || left.get("open") == JsonValue.FALSE;
        boolean timed = Stream.of("opens", "open", "from").anyMatch(key -> left.get(key) instanceof JsonString)
                && Stream.of("closes", "close", "to", "until").anyMatch(key -> left.get(key) instanceof JsonString);
        if (!shut && !timed) {
            return Optional.empty();
        }
        String day = taken(left, "day", "weekday")
                .map(each -> "On " + Words.capitalised(each.toLowerCase(java.util.Locale.ROOT)) + " we are ")
                .orElse("We are ");
        String opens = taken(left, "opens", "open", "from").orElse("");
        String closes = taken(left, "closes", "close", "to", "until").orElse("");
        left.remove("closed");
        left.remove("open");
        return Optional.of(day + (shut ? "closed." : "open from " + opens + " to " + closes + "."));
    }

    /** "Order A-1042 is shipped." */
    private static Optional<String> state(Map<String, JsonValue> left) {
        if (!(left.get("status") instanceof JsonString) && !(left.get("state") instanceof JsonString)) {
            return Optional.empty();
        }
        String what = taken(left, "orderId", "order_id", "orderNumber", "order_number", "order")
                .map(id -> "Order " + id)
                .or(() -> taken(left, "id", "reference", "number").map(id -> "Number " + id))
                .orElse("It");
        String state = taken(left, "status", "state").orElse("").replace('_', ' ');
        return Optional.of(what + " is " + state + ".");
    }

    private static String field(String key, JsonValue value) {
        String name = Words.spelled(key);
        return switch (value) {
            case JsonArray array -> Words.capitalised(plural(name, array)) + items(array) + ".";
            case JsonObject object -> "For the " + name + ": " + object(object);
            default ->
                value == JsonValue.TRUE || value == JsonValue.FALSE
                        ? "It is " + (value == JsonValue.TRUE ? "" : "not ") + name + "."
                        : sentence("The " + name + " is " + value(key, value));
        };
    }

    private static String plural(String name, JsonArray array) {
        return array.isEmpty()
                ? "there are no " + name
                : "the " + name + (array.size() == 1 ? (name.endsWith("s") ? " are " : " is ") : " are ");
    }

    private static String items(JsonArray array) {
        List<String> items = new ArrayList<>();
        array.stream().limit(MOST_ITEMS).forEach(each -> items.add(item(each)));
        if (array.size() > MOST_ITEMS) {
            items.add((array.size() - MOST_ITEMS) + " more");
        }
        return Words.listed(items, "and");
    }

    private static String item(JsonValue each) {
        if (!(each instanceof JsonObject object)) {
            return value("", each);
        }
        Map<String, JsonValue> left = new LinkedHashMap<>(object);
        String count =
                taken(left, "quantity", "count").map(number -> number + " ").orElse("");
        Optional<String> name = taken(left, "name", "item", "title", "product");
        if (name.isPresent()) {
            return count + name.get();
        }
        List<String> fields = new ArrayList<>();
        object.forEach((key, value) -> fields.add(Words.spelled(key) + " " + value(key, value)));
        return String.join(", ", fields);
    }

    private static Optional<String> taken(Map<String, JsonValue> left, String... keys) {
        for (String key : keys) {
            JsonValue value = left.get(key);
            if (value instanceof JsonString || value instanceof JsonNumber) {
                left.remove(key);
                return Optional.of(value(key, value));
            }
        }
        return Optional.empty();
    }

    private static String value(String key, JsonValue value) {
        return switch (value) {
            case JsonString string -> SpokenTimes.in(string.getString());
            case JsonArray array -> items(array);
            case JsonObject object -> item(object);
            default ->
                switch (value.getValueType()) {
                    case TRUE -> "yes";
                    case FALSE -> "no";
                    case NULL -> "unknown";
                    default -> value.toString();
                };
        };
    }

    private static String sentence(String text) {
        if (text.isEmpty()) {
            return "That is done.";
        }
        return Words.capitalised(text) + (text.matches("(?s).*[.!?]$") ? "" : ".");
    }

    private static Optional<JsonValue> json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (JsonException | IllegalStateException notJson) {
            return Optional.empty(); // a tool may answer in plain words
        }
    }
}
