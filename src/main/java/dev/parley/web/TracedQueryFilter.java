package dev.parley.web;

import io.opentelemetry.api.trace.Span;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;

/**
 * Leaves of an address's query only the names in the request's span, where the server writes all of it: values are keys, tickets,
 * numbers and what people look for, and traces leave the house.
 */
public class TracedQueryFilter implements Filter {
    /** Puts it behind all other filters: the server's own, which begins the span, stands behind those of web.xml. */
    @WebListener
    public static class Registration implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            var filter = event.getServletContext().addFilter("traced-query", TracedQueryFilter.class);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        }
    }

    private static final String QUERY = "url.query"; // OpenTelemetry's semantic conventions
    private static final int MOST_NAMES = 20;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (((HttpServletRequest) request).getQueryString() instanceof String query) {
            Span.current().setAttribute(QUERY, namesOf(query));
        }
        chain.doFilter(request, response);
    }

    /** As {@code key=*&call=*}. */
    static String namesOf(String query) {
        return Arrays.stream(query.split("&"))
                .limit(MOST_NAMES)
                .map(pair -> pair.contains("=") ? pair.substring(0, pair.indexOf('=')) + "=*" : "*")
                .collect(Collectors.joining("&"));
    }
}
