package dev.parley.personas.sustineo;

import static dev.parley.web.Json.JSON;

import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.personas.PersonaRefused;
import dev.parley.personas.PersonaRefused.Why;
import dev.parley.personas.StoreUnavailable;
import dev.parley.web.RequestRefused;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Refusals in the form that these clients show: {@code message} or {@code error}, and for what could not be written an item named error. */
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());
    private static final int MOST_FINDINGS = 10;
    private static final int RETRY_AFTER_S = 5;

    private Refusals() {}

    /** @param id that is asked for or written; empty: not known */
    static Response orAnswer(String id, Supplier<Response> deed) {
        try {
            return deed.get();
        } catch (PersonaRefused e) {
            return e.why() == Why.UNKNOWN ? message(404, reason(e)) : notWritten(id, reason(e));
        } catch (RequestRefused e) {
            return message(e.problem().status(), e.problem().detail());
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "An earlier client's request could not be carried out: " + e.getMessage(), e);
            return Response.fromResponse(message(503, "The store of personas cannot be reached now."))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S)
                    .build();
        }
    }

    private static Response notWritten(String id, String reason) {
        return answer(
                409,
                JSON.createObjectBuilder()
                        .add("id", id)
                        .add("name", "error")
                        .add("content", reason)
                        .add("message", reason)
                        .add("error", reason)
                        .build());
    }

    private static Response message(int status, String reason) {
        return answer(
                status,
                JSON.createObjectBuilder()
                        .add("message", reason)
                        .add("error", reason)
                        .build());
    }

    private static Response answer(int status, JsonObject body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(body.toString())
                .build();
    }

    private static String reason(PersonaRefused refused) {
        return refused.findings().isEmpty()
                ? refused.getMessage()
                : refused.findings().stream()
                        .limit(MOST_FINDINGS)
                        .map(Refusals::words)
                        .collect(Collectors.joining("; ", "The text has faults: ", "."));
    }

    private static String words(Finding finding) {
        return finding.line() == 0
                ? finding.message()
                : "line " + finding.line() + ", column " + finding.column() + ": " + finding.message();
    }
}
