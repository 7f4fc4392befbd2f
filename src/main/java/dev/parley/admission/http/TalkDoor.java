package dev.parley.admission.http;

import dev.parley.admission.Admission;
import dev.parley.admission.Answer;
import dev.parley.admission.Lease;
import dev.parley.admission.Wish;
import dev.parley.security.BrowserSockets;
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
 * Turns away who may not talk now, before a socket is opened: behind it there would be only a close code. Who comes through has a
 * place that the talk then takes.
 */
public class TalkDoor implements Filter {
    @Inject
    private Admission admission; // the container makes filters

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        var user = http.getUserPrincipal();
        if (user == null || !opensSocket(http)) {
            chain.doFilter(request, response);
            return;
        }
        switch (admission.hold(new Wish(user.getName(), WishedPersona.of(path(http), http.getQueryString())))) {
            case Answer.Refused refused -> Refusals.write(refused, (HttpServletResponse) response);
            case Answer.Admitted admitted -> open(admitted.lease(), http, (HttpServletResponse) response, chain);
        }
    }

    /** A place for which no socket opens is free at once. */
    private static void open(Lease lease, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean opened = false;
        try {
            chain.doFilter(request, response);
            opened = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
        } finally {
            if (!opened) {
                lease.ended();
            }
        }
    }

    private static boolean opensSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade")) && BrowserSockets.has(path(request));
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI()
                .substring(request.getContextPath().length())
                .replaceAll("/$", "");
    }
}
