package dev.parley.web;

import dev.parley.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Headers that tell browsers to do no more than the answer needs. Answers of the API are never kept. */
public class SecurityHeadersFilter implements Filter {
    private static final String NOTHING_FOREIGN = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    /**
     * Of the console's pages: neither styles nor anything else stands in a page. PrimeFaces adds a policy of its own for scripts, {@code
     * 'self'} and a nonce per page, and both hold; a default here would forbid what the nonce allows.
     */
    private static final String CONSOLE = "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " media-src 'none'; object-src 'none'; frame-src 'none'; worker-src 'none'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";

    /** Of the page where one talks to personas: its own audio worklets too, and offers of a talk to the model itself. */
    private static final String TALK = "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' %s;"
            + " media-src 'self'; object-src 'none'; frame-src 'none'; worker-src 'self'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";

    private static final String NO_DEVICE = "microphone=(), camera=(), geolocation=()";
    private static final String MICROPHONE = "microphone=(self), camera=(), geolocation=()";

    @Inject
    private Settings settings; // the container makes filters

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var answer = (HttpServletResponse) response;
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Referrer-Policy", "no-referrer");
        var http = (HttpServletRequest) request;
        var path = http.getRequestURI().substring(http.getContextPath().length());
        boolean console = path.startsWith("/console");
        boolean talk = path.equals("/talk") || path.equals("/talk.xhtml");
        answer.setHeader("Content-Security-Policy", console ? CONSOLE : talk ? talkPolicy() : NOTHING_FOREIGN);
        answer.setHeader("Permissions-Policy", talk ? MICROPHONE : NO_DEVICE);
        if (console || talk || path.startsWith("/api/")) {
            answer.setHeader("Cache-Control", "no-store");
        } else if (path.startsWith("/talk/")) {
            answer.setHeader("Cache-Control", "no-cache"); // scripts fit the page that asks for them
        }
        if (request.isSecure()) {
            answer.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        chain.doFilter(request, response);
    }

    private String talkPolicy() {
        return TALK.formatted(TalkOrigins.of(settings));
    }
}
