package dev.parley.emulator.cosmos.query;

import dev.parley.emulator.cosmos.store.JsonText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The queries that are answered: {@code SELECT * FROM c}, with {@code WHERE} a conjunction of comparisons of a path with a
 * parameter or a literal; and what the SDK itself asks for many documents: such conjunctions in parentheses joined by
 * {@code OR}, and {@code IN}; the first few in the order of a path, {@code SELECT TOP n * … ORDER BY c.path DESC}. Any other one is refused rather than answered wrongly.
 */
public final class Query {
    private final Words words;
    private final Map<String, JsonValue> parameters;
    private String alias = "c";

    private Query(String text, Map<String, JsonValue> parameters) {
        this.words = new Words(text);
        this.parameters = parameters;
    }

    /**
     * Which documents a query asks for.
     *
     * @param parameters values by name, with the at sign
     * @throws UnsupportedQueryException if it is not one of those above
     */
    public static Selection parse(String text, Map<String, JsonValue> parameters) {
        Query query = new Query(text, parameters);
        query.words.expect("SELECT");
        boolean first = query.words.takes("TOP");
        int most = first ? query.most() : 0;
        query.words.expect("*");
        Predicate<JsonObject> wanted = query.from();
        Optional<Selection.Top> top = first ? Optional.of(new Selection.Top(most, query.order())) : Optional.empty();
        query.end();
        return new Selection(wanted, top);
    }

    private int most() {
        if (value() instanceof JsonNumber number && number.intValue() > 0) {
            return number.intValue();
        }
        throw words.unexpected();
    }

    private Comparator<JsonObject> order() {
        words.expect("ORDER");
        words.expect("BY");
        List<String> path = path();
        Comparator<JsonObject> ascending = new ByPath(document -> at(document, path));
        if (words.takes("DESC")) {
            return ascending.reversed();
        }
        words.takes("ASC");
        return ascending;
    }

    /**
     * The condition of a patch, which has the form {@code FROM c WHERE …}.
     *
     * @throws UnsupportedQueryException as above
     */
    public static Predicate<JsonObject> parseCondition(String text) {
        Query query = new Query(text, Map.of());
        Predicate<JsonObject> wanted = query.from();
        query.end();
        return wanted;
    }

    private Predicate<JsonObject> from() {
        words.expect("FROM");
        alias = words.expect(Words.Kind.NAME);
        return words.takes("WHERE") ? alternatives() : document -> true;
    }

    private void end() {
        if (words.peek().kind() != Words.Kind.END) {
            throw words.unexpected();
        }
    }

    private Predicate<JsonObject> alternatives() {
        Predicate<JsonObject> any = conjunction();
        while (words.takes("OR")) {
            any = any.or(conjunction());
        }
        return any;
    }

    private Predicate<JsonObject> conjunction() {
        Predicate<JsonObject> all = term();
        while (words.takes("AND")) {
            all = all.and(term());
        }
        return all;
    }

    private Predicate<JsonObject> term() {
        if (words.takes("(")) {
            Predicate<JsonObject> inner = alternatives();
            words.expect(")");
            return inner;
        }
        List<String> path = path();
        if (words.takes("IN")) {
            return oneOf(path);
        }
        Comparison comparison = Comparison.of(words.expect(Words.Kind.SIGN)).orElseThrow(words::unexpected);
        JsonValue wanted = value();
        return document ->
                at(document, path).map(found -> comparison.holds(found, wanted)).orElse(false);
    }

    private Predicate<JsonObject> oneOf(List<String> path) {
        List<JsonValue> values = new ArrayList<>();
        words.expect("(");
        do {
            values.add(value());
        } while (words.takes(","));
        words.expect(")");
        return document -> at(document, path)
                .map(found -> values.stream().anyMatch(each -> Comparison.EQUAL.holds(found, each)))
                .orElse(false);
    }

    private List<String> path() {
        if (!words.takes(alias)) {
            throw words.unexpected();
        }
        List<String> path = new ArrayList<>();
        while (true) {
            if (words.takes(".")) {
                path.add(words.expect(Words.Kind.NAME));
            } else if (words.takes("[")) {
                path.add(unquoted(words.expect(Words.Kind.TEXT)));
                words.expect("]");
            } else if (path.isEmpty()) {
                throw words.unexpected();
            } else {
                return path;
            }
        }
    }

    private JsonValue value() {
        Words.Word word = words.peek();
        JsonValue value =
                switch (word.kind()) {
                    case PARAMETER ->
                        Optional.ofNullable(parameters.get(word.text())).orElseThrow(words::unexpected);
                    case TEXT -> JsonText.text(unquoted(word.text()));
                    case NUMBER -> JsonText.number(new BigDecimal(word.text()).doubleValue());
                    case NAME -> constant(word.text());
                    case SIGN, END -> throw words.unexpected();
                };
        words.take();
        return value;
    }

    private JsonValue constant(String name) {
        return switch (name) {
            case "true" -> JsonValue.TRUE;
            case "false" -> JsonValue.FALSE;
            case "null" -> JsonValue.NULL;
            default -> throw words.unexpected();
        };
    }

    private static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private static Optional<JsonValue> at(JsonObject document, List<String> path) {
        JsonValue value = document;
        for (String member : path) {
            if (!(value instanceof JsonObject object) || !object.containsKey(member)) {
                return Optional.empty();
            }
            value = object.get(member);
        }
        return Optional.of(value);
    }
}
