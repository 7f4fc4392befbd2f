package dev.parley.emulator.realtime.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** The members of an object that a client sent, read strictly: every mistake is a {@link BadEvent} that names the member. */
public final class Members {
    private final JsonObject json;
    private final String path;

    private Members(JsonObject json, String path) {
        this.json = json;
        this.path = path;
    }

    /** @param path where the object stands, such as {@code session}; empty: it is the event */
    public static Members of(JsonObject json, String path) {
        return new Members(json, path);
    }

    /** @throws BadEvent unless it is an object */
    public static Members of(JsonValue value, String path) {
        if (value instanceof JsonObject object) {
            return new Members(object, path);
        }
        throw BadEvent.wrongType(path, "an object");
    }

    public Members only(String... known) {
        Set<String> names = Set.of(known);
        for (String member : json.keySet()) {
            if (!names.contains(member)) {
                throw BadEvent.unknown(path(member));
            }
        }
        return this;
    }

    public JsonObject json() {
        return json;
    }

    /** Where a member stands, as errors name it. */
    public String path(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    /** Whether it is there, be it null. */
    public boolean names(String member) {
        return json.containsKey(member);
    }

    public boolean has(String member) {
        return json.containsKey(member) && json.get(member) != JsonValue.NULL;
    }

    /** What is there, of whatever kind. */
    public JsonValue value(String member) {
        return json.getOrDefault(member, JsonValue.NULL);
    }

    public Optional<String> text(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        if (json.get(member) instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw BadEvent.wrongType(path(member), "a string");
    }

    public String needText(String member) {
        return text(member).orElseThrow(() -> BadEvent.missing(path(member)));
    }

    /** A text that is one of these. */
    public Optional<String> choice(String member, Collection<String> choices) {
        Optional<String> text = text(member);
        if (text.isPresent() && !choices.contains(text.get())) {
            throw BadEvent.unsupported(path(member), choices);
        }
        return text;
    }

    public String needChoice(String member, Collection<String> choices) {
        return choice(member, choices).orElseThrow(() -> BadEvent.missing(path(member)));
    }

    public Optional<Members> object(String member) {
        return has(member) ? Optional.of(of(json.get(member), path(member))) : Optional.empty();
    }

    public Members needObject(String member) {
        return object(member).orElseThrow(() -> BadEvent.missing(path(member)));
    }

    public Optional<JsonArray> array(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        if (json.get(member) instanceof JsonArray array) {
            return Optional.of(array);
        }
        throw BadEvent.wrongType(path(member), "an array");
    }

    public OptionalLong whole(String member, long least, long most) {
        if (!has(member)) {
            return OptionalLong.empty();
        }
        if (!(json.get(member) instanceof JsonNumber number) || !number.isIntegral()) {
            throw BadEvent.wrongType(path(member), "an integer");
        }
        return OptionalLong.of((long) within(member, number.doubleValue(), least, most, "integer"));
    }

    public long needWhole(String member, long least, long most) {
        return whole(member, least, most).orElseThrow(() -> BadEvent.missing(path(member)));
    }

    public OptionalDouble number(String member, double least, double most) {
        if (!has(member)) {
            return OptionalDouble.empty();
        }
        if (!(json.get(member) instanceof JsonNumber number)) {
            throw BadEvent.wrongType(path(member), "a number");
        }
        return OptionalDouble.of(within(member, number.doubleValue(), least, most, "decimal"));
    }

    public Optional<Boolean> flag(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        return switch (json.get(member).getValueType()) {
            case TRUE -> Optional.of(true);
            case FALSE -> Optional.of(false);
            default -> throw BadEvent.wrongType(path(member), "a boolean");
        };
    }

    private double within(String member, double value, double least, double most, String kind) {
        if (value < least || value > most) {
            throw BadEvent.at(
                    path(member),
                    kind + (value < least ? "_below_min_value" : "_above_max_value"),
                    "Invalid '" + path(member) + "': expected a value from " + shown(least) + " to " + shown(most)
                            + ".");
        }
        return value;
    }

    private static String shown(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }
}
