package dev.parley.agents.prompty;

import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values for one rendering, whose lists count how often they are looked at: sections in sections that write nothing would
 * else run for hours. Used by one thread.
 */
final class BoundedLists {
    private static final int MOST_STEPS = 100_000;

    private int steps;

    private BoundedLists() {}

    static Map<String, Object> of(Map<String, Object> values) {
        var bounds = new BoundedLists();
        var result = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> result.put(name, bounds.counted(value)));
        return result;
    }

    private Object counted(Object value) {
        if (value instanceof Map<?, ?> map) {
            var result = new LinkedHashMap<String, Object>();
            map.forEach((key, item) -> result.put(String.valueOf(key), counted(item)));
            return result;
        }
        return value instanceof List<?> list
                ? new Counted(list.stream().map(this::counted).toList())
                : value;
    }

    private final class Counted extends AbstractList<Object> {
        private final List<Object> items;

        Counted(List<Object> items) {
            this.items = items;
        }

        @Override
        public Object get(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManySteps();
            }
            return items.get(index);
        }

        @Override
        public int size() {
            return items.size();
        }
    }

    /** The rendering would take too long. */
    static final class TooManySteps extends RuntimeException {
        TooManySteps() {
            super("more than " + MOST_STEPS + " steps");
        }
    }
}
