package dev.parley.web;

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

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var answer = (HttpServletResponse) response;
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Referrer-Policy", "no-referrer");
        var http = (HttpServletRequest) request;
        var path = http.getRequestURI();
        boolean console = path.startsWith(http.getContextPath() + "/console");
        answer.setHeader("Content-Security-Policy", console ? CONSOLE : NOTHING_FOREIGN);
        if (console || path.startsWith("/api/")) {
            answer.setHeader("Cache-Control", "no-store");
        }
        if (request.isSecure()) {
            answer.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        chain.doFilter(request, response);
    }
}
