package dev.parley.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who has signed in to the console, kept in their session. A session of somebody who has not signed in ends soon, so that
 * sign-in pages which nobody fills in cost little.
 */
public final class ConsoleSession {
    private static final String USER = "dev.parley.signed-in";
    private static final int UNUSED_S = 60 * 60; // somebody who writes a prompt and goes to lunch
    private static final int NOT_SIGNED_IN_S = 5 * 60;

    private ConsoleSession() {}

    /** Begins a session of this user; an old one is given up, so that an id which somebody planted is worth nothing. */
    public static void begin(HttpServletRequest request, Verdict.Admitted user) {
        end(request);
        var session = request.getSession(true);
        session.setMaxInactiveInterval(UNUSED_S);
        session.setAttribute(USER, user);
    }

    /** Bounds the session that a form of somebody unknown needs. */
    public static void awaitSignIn(HttpServletRequest request) {
        if (user(request).isEmpty()) {
            request.getSession(true).setMaxInactiveInterval(NOT_SIGNED_IN_S);
        }
    }

    public static void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    static Optional<Verdict.Admitted> user(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> session.getAttribute(USER))
                .filter(Verdict.Admitted.class::isInstance)
                .map(Verdict.Admitted.class::cast);
    }
}
