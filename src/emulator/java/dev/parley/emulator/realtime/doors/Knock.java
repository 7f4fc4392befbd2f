package dev.parley.emulator.realtime.doors;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as far as it says who asks for what.
 *
 * @param query a parameter of the query
 * @param header a header
 */
record Knock(String path, Function<String, Optional<String>> query, Function<String, Optional<String>> header) {
    static Knock of(HttpServletRequest request) {
        return new Knock(
                request.getRequestURI(),
                name -> Optional.ofNullable(request.getParameter(name)),
                name -> Optional.ofNullable(request.getHeader(name)));
    }

    Optional<String> bearer() {
        return header.apply("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /** The key in a header, else as bearer token, else in the query. */
    Optional<String> key() {
        return header.apply("api-key").or(this::bearer).or(() -> query.apply("api-key"));
    }
}
