package dev.parley.personas.http;

import java.util.List;

/** Pages of lists: from 1, of at most 200. */
final class Pages {
    private static final int LARGEST = 200;

    private Pages() {}

    static void check(int page, int limit) {
        if (page < 1 || limit < 1 || limit > LARGEST) {
            throw Bodies.notValid("page: from 1; limit: from 1 to " + LARGEST);
        }
    }

    static <T> List<T> of(List<T> all, int page, int limit) {
        return all.stream().skip((long) (page - 1) * limit).limit(limit).toList();
    }
}
