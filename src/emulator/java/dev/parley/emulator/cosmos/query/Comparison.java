package dev.parley.emulator.cosmos.query;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** How a query compares. Values of different types are neither equal nor in any order, and so no comparison of them holds. */
enum Comparison {
    EQUAL("=", order -> order == 0),
    LESS("<", order -> order < 0),
    AT_MOST("<=", order -> order <= 0),
    GREATER(">", order -> order > 0),
    AT_LEAST(">=", order -> order >= 0);

    private final String sign;
    private final IntPredicate wanted;

    Comparison(String sign, IntPredicate wanted) {
        this.sign = sign;
        this.wanted = wanted;
    }

    static Optional<Comparison> of(String sign) {
        return Stream.of(values()).filter(each -> each.sign.equals(sign)).findFirst();
    }

    boolean holds(JsonValue found, JsonValue against) {
        OptionalInt order = order(found, against);
        return order.isPresent() && wanted.test(order.getAsInt());
    }

    private static OptionalInt order(JsonValue a, JsonValue b) {
        if (a instanceof JsonString left && b instanceof JsonString right) {
            return OptionalInt.of(left.getString().compareTo(right.getString()));
        }
        if (a instanceof JsonNumber left && b instanceof JsonNumber right) {
            return OptionalInt.of(Double.compare(left.doubleValue(), right.doubleValue()));
        }
        return a.equals(b) ? OptionalInt.of(0) : OptionalInt.empty();
    }
}
