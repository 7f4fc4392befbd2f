package dev.parley.admission.http;

import dev.parley.admission.Answer.Refused;
import dev.parley.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** How it is told that somebody may not talk now: 429 at a limit of their own, 503 at one of everybody. */
final class Refusals {
    private static final int TOO_MANY = 429;
    private static final int NOT_NOW = 503;

    private Refusals() {}

    static Problem problem(Refused refused) {
        return refused.reason().own()
                ? tooMany(refused.reason().words())
                : Problem.of(NOT_NOW, "Not now", refused.reason().words() + " Try again as Retry-After says.");
    }

    static Problem tooMany(String what) {
        return Problem.of(TOO_MANY, "Too many requests", what + " Try again as Retry-After says.");
    }

    static void write(Refused refused, HttpServletResponse response) throws IOException {
        var problem = problem(refused);
        response.setStatus(problem.status());
        response.setHeader("Retry-After", seconds(refused.retryAfter()));
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(problem.json());
    }

    static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.toSeconds()));
    }
}
