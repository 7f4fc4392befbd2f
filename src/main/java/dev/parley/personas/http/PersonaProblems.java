package dev.parley.personas.http;

import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.personas.PersonaRefused;
import dev.parley.web.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Refusals as problem documents. */
@Provider
public class PersonaProblems implements ExceptionMapper<PersonaRefused> {
    @Override
    public Response toResponse(PersonaRefused refused) {
        var errors = refused.findings().stream().map(PersonaProblems::words).toList();
        int status =
                switch (refused.why()) {
                    case UNKNOWN -> 404;
                    case EXISTS, IN_USE, UNTESTED -> 409;
                    case STALE -> 412;
                    case FAULTY, WRONG -> 422;
                };
        return new Problem(status, title(refused.why()), refused.getMessage(), errors).toResponse();
    }

    private static String title(PersonaRefused.Why why) {
        return switch (why) {
            case UNKNOWN -> "Not found";
            case EXISTS -> "Exists already";
            case STALE -> "Changed meanwhile";
            case IN_USE -> "In use";
            case FAULTY -> "Persona has faults";
            case UNTESTED -> "Not tested";
            case WRONG -> "Not possible";
        };
    }

    static String words(Finding finding) {
        return finding.line() == 0
                ? finding.message()
                : "line " + finding.line() + ", column " + finding.column() + ": " + finding.message();
    }
}
