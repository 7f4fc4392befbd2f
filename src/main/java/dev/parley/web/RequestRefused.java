package dev.parley.web;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** A request is not carried out; answered with its problem document. */
public class RequestRefused extends RuntimeException {
    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    public RequestRefused(Problem problem) {
        this(problem, Optional.empty());
    }

    /** The same request may be carried out after that time. */
    public RequestRefused(Problem problem, Duration retryAfter) {
        this(problem, Optional.of(retryAfter));
    }

    private RequestRefused(Problem problem, Optional<Duration> retryAfter) {
        super(problem.title());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    public Response toResponse() {
        var response = Response.fromResponse(problem.toResponse());
        retryAfter.ifPresent(wait -> response.header("Retry-After", Math.max(1, wait.toSeconds())));
        return response.build();
    }
}
