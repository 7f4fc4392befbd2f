package dev.parley.emulator.acs.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Requests that come twice are done once: OASIS Repeatable Requests 1.0, as protocols/acs-call-automation.md §1 needs it. The last
 * {@value #KEPT} answers are known. Thread-safe.
 */
@ApplicationScoped
public class Repeatability {
    private static final int KEPT = 1000;

    private final Map<String, Response> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Response> eldest) {
            return size() > KEPT;
        }
    };

    /** The answer to a request: made now, or as it was the first time. The work must be short. */
    Response once(HttpHeaders headers, String operation, Supplier<Response> work) {
        String id = headers.getHeaderString("Repeatability-Request-ID");
        String firstSent = headers.getHeaderString("Repeatability-First-Sent");
        if (id == null || firstSent == null) {
            throw Refusal.badRequest("The Repeatability-Request-ID and Repeatability-First-Sent headers are required.");
        }
        try {
            UUID.fromString(id);
            ZonedDateTime.parse(firstSent, DateTimeFormatter.RFC_1123_DATE_TIME);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw Refusal.badRequest("A repeatability header is malformed.");
        }
        synchronized (answers) {
            Response known = answers.get(operation + id);
            if (known == null) {
                known = work.get();
                answers.put(operation + id, known);
            }
            return Response.fromResponse(known)
                    .header("Repeatability-Result", "accepted")
                    .build();
        }
    }
}
