package dev.parley.emulator.thinking;

import static dev.parley.emulator.json.Json.JSON;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a tool answered: JSON as sentences, plain text as it is. */
final class ResultSpeech {
    private static final int MOST_ITEMS = 4;
    private static final List<String> ALREADY_SPEECH = List.of("speech", "say", "summary", "message", "answer", "text");

    private static final List<String> OPENS = List.of("opens", "opens at", "open", "from");
    private static final List<String> CLOSES = List.of("closes", "closes at", "close", "to", "until");
    /** Members that only say whether it worked. */
    private static final Pattern VERDICT = Pattern.compile(
            "ok|success|found|exists|done|(?:\\w+ )?(?:placed|taken|booked|saved|sent|created|cancelled|changed)");

    private static final Pattern MONEY = Pattern.compile("(.+) (euros?|dollars?|pounds?)");

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
            default -> sentence("It is " + value(json.get()));
        };
    }

    private static String object(JsonObject object) {
        Map<String, JsonValue> left = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (value != JsonValue.NULL) {
                left.put(Words.spelled(key), value);
            }
        });
        boolean failed = left.keySet()
                .removeIf(key ->
                        left.get(key) == JsonValue.FALSE && VERDICT.matcher(key).matches());
        Optional<String> failure = taken(left, "error", "failure", "problem", "reason");
        List<String> sentences = new ArrayList<>();
        if (failure.isPresent()) {
            sentences.add("I am sorry, that did not work. " + sentence(failure.get()));
        } else if (failed) {
            sentences.add("I am sorry, I cannot find "
                    + taken(left, "order id", "id", "item").orElse("that") + ".");
        }
        boolean done = left.keySet()
                .removeIf(key ->
                        left.get(key) == JsonValue.TRUE && VERDICT.matcher(key).matches());
        for (String key : ALREADY_SPEECH) {
            if (left.get(key) instanceof JsonString said && said.getString().contains(" ")) {
                return sentence(said.getString());
            }
        }
        hours(left).ifPresent(sentences::add);
        state(left).ifPresent(sentences::add);
        goods(left).ifPresent(sentences::add);
        left.forEach((key, value) -> sentences.add(field(key, value)));
        if (sentences.isEmpty() || done && failure.isEmpty()) {
            sentences.addFirst("That is done.");
        }
        return String.join(" ", sentences);
    }

    /** "On Monday we are open from 9 am to 5 pm." */
    private static Optional<String> hours(Map<String, JsonValue> left) {
        boolean shut = left.get("closed") == JsonValue.TRUE || left.get("open") == JsonValue.FALSE;
        boolean timed = OPENS.stream().anyMatch(key -> left.get(key) instanceof JsonString)
                && CLOSES.stream().anyMatch(key -> left.get(key) instanceof JsonString);
        if (!shut && !timed) {
            return Optional.empty();
        }
        String day = taken(left, "day", "weekday")
                .map(each -> "On " + Words.capitalised(each.toLowerCase(Locale.ROOT)) + " we are ")
                .orElse("We are ");
        String opens = taken(left, OPENS.toArray(String[]::new)).orElse("");
        String closes = taken(left, CLOSES.toArray(String[]::new)).orElse("");
        left.remove("closed");
        left.remove("open");
        return Optional.of(day + (shut ? "closed." : "open from " + opens + " to " + closes + "."));
    }

    /** "Order A-1042 is shipped." */
    private static Optional<String> state(Map<String, JsonValue> left) {
        if (!(left.get("status") instanceof JsonString) && !(left.get("state") instanceof JsonString)) {
            return Optional.empty();
        }
        String what = taken(left, "order id", "order number", "order")
                .map(id -> "Order " + id)
                .or(() -> taken(left, "id", "reference", "number").map(id -> "Number " + id))
                .orElse("It");
        return Optional.of(
                what + " is " + taken(left, "status", "state").orElse("").replace('_', ' ') + ".");
    }

    /** "It is for 2 desk lamps." or "We have 6 of the item desk lamp in stock." */
    private static Optional<String> goods(Map<String, JsonValue> left) {
        if (left.get("in stock") instanceof JsonNumber stock && left.get("item") instanceof JsonString item) {
            left.remove("in stock");
            left.remove("item");
            return Optional.of(Words.capitalised(item.getString()) + ": "
                    + (stock.intValue() == 0 ? "none is" : stock.intValue() == 1 ? "one is" : stock + " are")
                    + " in stock.");
        }
        if (left.get("quantity") instanceof JsonNumber && left.get("item") instanceof JsonString) {
            return taken(left, "quantity").flatMap(count -> taken(left, "item")
                    .map(item -> "It is for " + count + " " + item
                            + (count.equals("1") || item.endsWith("s") ? "" : "s") + "."));
        }
        return Optional.empty();
    }

    private static String field(String name, JsonValue value) {
        Matcher money = MONEY.matcher(name);
        if (value instanceof JsonNumber && money.matches()) {
            return sentence("The " + money.group(1) + " is " + value + " " + money.group(2));
        }
        return switch (value) {
            case JsonArray array -> Words.capitalised(plural(name, array)) + items(array) + ".";
            case JsonObject object -> "For the " + name + ": " + object(object);
            default ->
                value == JsonValue.TRUE || value == JsonValue.FALSE
                        ? "It is " + (value == JsonValue.TRUE ? "" : "not ") + name + "."
                        : sentence("The " + name + " is " + value(value));
        };
    }

    private static String plural(String name, JsonArray array) {
        if (name.startsWith("we ")) {
            return name + " ";
        }
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
            return value(each);
        }
        Map<String, JsonValue> left = new LinkedHashMap<>(object);
        String count =
                taken(left, "quantity", "count").map(number -> number + " ").orElse("");
        Optional<String> name = taken(left, "name", "item", "title", "product");
        if (name.isPresent()) {
            return count + name.get();
        }
        List<String> fields = new ArrayList<>();
        object.forEach((key, value) -> fields.add(Words.spelled(key) + " " + value(value)));
        return String.join(", ", fields);
    }

    private static Optional<String> taken(Map<String, JsonValue> left, String... keys) {
        for (String key : keys) {
            JsonValue value = left.get(key);
            if (value instanceof JsonString || value instanceof JsonNumber) {
                left.remove(key);
                return Optional.of(value(value));
            }
        }
        return Optional.empty();
    }

    private static String value(JsonValue value) {
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
        try (var reader = JSON.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (JsonException | IllegalStateException notJson) {
            return Optional.empty(); // a tool may answer in plain words
        }
    }
}
