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

/**
 * Cross-origin requests from the allow-list {@code parley.security.origins}; preflights are answered here, before anybody
 * asks for a credential. Others get no CORS header, so browsers keep the answer from the page.
 */
public class CorsFilter implements Filter {
    private static final String METHODS = "GET, POST, PUT, DELETE, OPTIONS";
    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, traceparent";

    @Inject
    private Settings settings; // the container makes filters

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        var answer = (HttpServletResponse) response;
        var origin = http.getHeader("Origin");
        boolean allowed = origin != null && settings.security().origins().contains(origin);
        answer.addHeader("Vary", "Origin");
        if (allowed) {
            answer.setHeader("Access-Control-Allow-Origin", origin);
            answer.setHeader("Access-Control-Allow-Credentials", "true");
            answer.setHeader("Access-Control-Expose-Headers", "Location, ETag, Retry-After");
        }
        if (isPreflight(http)) {
            if (allowed) {
                answer.setHeader("Access-Control-Allow-Methods", METHODS);
                answer.setHeader("Access-Control-Allow-Headers", HEADERS);
                answer.setHeader("Access-Control-Max-Age", "86400");
            }
            answer.setStatus(allowed ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
