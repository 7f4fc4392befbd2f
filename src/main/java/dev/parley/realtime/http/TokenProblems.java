package dev.parley.realtime.http;

import dev.parley.realtime.SecretRefused;
import dev.parley.web.Problem;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;

/** Why there is no token, as a problem: 503 where asking later may help, else 502. */
final class TokenProblems {
    private static final Logger LOG = System.getLogger(TokenProblems.class.getName());
    private static final int REFUSED = 502;
    private static final int LATER = 503;

    private TokenProblems() {}

    static Response of(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof SecretRefused refused)) {
            throw new IllegalStateException("a token could not be made", cause);
        }
        LOG.log(Level.WARNING, "No token: {0}", refused.getMessage());
        var title = refused.retryable() ? "Not now" : "Refused";
        var detail = "There is no token: " + refused.getMessage() + ".";
        var problem = Problem.of(refused.retryable() ? LATER : REFUSED, title, detail);
        return refused.retryable()
                ? Response.fromResponse(problem.toResponse())
                        .header("Retry-After", Math.max(1, refused.retryAfter().toSeconds()))
                        .build()
                : problem.toResponse();
    }
}
