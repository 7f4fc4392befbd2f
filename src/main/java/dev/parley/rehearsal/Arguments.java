package dev.parley.rehearsal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a tool was called with what was expected: texts by their words, numbers by their value, other arguments do not matter. */
final class Arguments {
    private Arguments() {}

    static boolean hold(Map<?, ?> given, Map<?, ?> expected) {
        return expected.entrySet().stream()
                .allMatch(each -> each.getValue() == null
                        ? given.get(each.getKey()) == null
                        : given.get(each.getKey()) != null && alike(given.get(each.getKey()), each.getValue()));
    }

    private static boolean alike(Object given, Object expected) {
        if (given instanceof Map<?, ?> map && expected instanceof Map<?, ?> wanted) {
            return hold(map, wanted);
        }
        if (given instanceof List<?> items && expected instanceof List<?> wanted) {
            return items.size() == wanted.size() && alike(items, wanted);
        }
        if (given instanceof Number number && expected instanceof Number wanted) {
            return new BigDecimal(number.toString()).compareTo(new BigDecimal(wanted.toString())) == 0;
        }
        return text(given).equals(text(expected));
    }

    private static boolean alike(List<?> given, List<?> expected) {
        for (int i = 0; i < given.size(); i++) {
            if (!alike(given.get(i), expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String text(Object value) {
        return value.toString().strip().toLowerCase(Locale.ROOT);
    }
}
