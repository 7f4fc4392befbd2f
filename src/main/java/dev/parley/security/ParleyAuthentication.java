package dev.parley.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one authentication mechanism of the WAR. It tells the container who is there and leaves the verdict with the request;
 * {@link Gate} refuses, later, so that a refusal carries the CORS headers a browser needs to read it.
 */
@ApplicationScoped
public class ParleyAuthentication implements HttpAuthenticationMechanism {
    static final String VERDICT = "dev.parley.verdict";

    /** A page of another origin can send it only after a preflight, and no preflight of ours allows it. */
    private static final String OUR_SCRIPTS = "X-Parley-Console";

    private static final String KEY_PROTOCOL = "openai-insecure-api-key.";

    private final Doorkeeper doorkeeper;

    ParleyAuthentication() {
        this(null);
    }

    @Inject
    public ParleyAuthentication(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        var verdict = doorkeeper.judge(knock(request));
        request.setAttribute(VERDICT, verdict);
        return verdict instanceof Verdict.Admitted admitted
                ? context.notifyContainerAboutLogin(admitted.name(), admitted.groups())
                : context.doNothing();
    }

    private static Knock knock(HttpServletRequest request) {
        return new Knock(
                request.getMethod(),
                path(request),
                query(request, "key"),
                query(request, "ticket").or(() -> ofProtocol(request.getHeader("Sec-WebSocket-Protocol"))),
                Optional.ofNullable(request.getHeader("Authorization")),
                Optional.ofNullable(request.getHeader("Origin")),
                fromOwnOrigin(request.getHeader("Origin"), request.getHeader("Host")),
                fromLoopback(request),
                request.getRemoteAddr(),
                ConsoleSession.user(request),
                request.getHeader(OUR_SCRIPTS) != null);
    }

    /** Below the context root. A root written in disguise stays, so that the path is no plain one. */
    static String path(HttpServletRequest request) {
        var path = request.getRequestURI();
        var root = request.getContextPath();
        return path.startsWith(root + "/") ? path.substring(root.length()) : path;
    }

    /** From the query alone: {@code getParameter} would read a form's body. */
    private static Optional<String> query(HttpServletRequest request, String name) {
        var query = Optional.ofNullable(request.getQueryString()).orElse("");
        for (var pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** A browser's Realtime client can show its key in no header but that of the sub-protocols: openai-node, realtime/websocket. */
    static Optional<String> ofProtocol(String offered) {
        return Arrays.stream(Optional.ofNullable(offered).orElse("").split(","))
                .map(String::strip)
                .filter(name -> name.startsWith(KEY_PROTOCOL))
                .map(name -> name.substring(KEY_PROTOCOL.length()))
                .findFirst();
    }

    /** The scheme may differ where a proxy ends TLS. */
    static boolean fromOwnOrigin(String origin, String host) {
        return origin != null
                && host != null
                && origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
    }

    private static boolean fromLoopback(HttpServletRequest request) {
        try {
            return request.getHeader("X-Forwarded-For") == null
                    && request.getHeader("Forwarded") == null
                    && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // no address, so not ours
        }
    }
}
