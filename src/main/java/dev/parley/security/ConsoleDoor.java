package dev.parley.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets people with a role of the console in, forms of a bounded size alone, and shows everybody else the way: who has not
 * signed in to where one does, who has no role to a page that says so.
 */
public class ConsoleDoor implements Filter {
    /** The page after signing in where nothing else was wished. */
    public static final String FIRST_PAGE = Doorkeeper.CONSOLE + "/personas";

    private static final List<String> ROLES = List.of("viewer", "persona-editor", "persona-approver");
    private static final int LARGEST_FORM =
            2 * 1024 * 1024; // a text of 256 KB, each byte written as %XX, and a view state

    private static final long MOST_READ_IN_VAIN = 20 * 1024 * 1024;

    /** Our own pages and nothing that a browser could take for another host. */
    private static final Pattern PAGE = Pattern.compile("(/console/[a-z-]*|/talk)(\\?[A-Za-z0-9_=&.~%+-]*)?");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        var answer = (HttpServletResponse) response;
        boolean form = http.getMethod().equals("POST");
        if (form && http.getContentLengthLong() < 0) {
            answer.sendError(HttpServletResponse.SC_LENGTH_REQUIRED);
        } else if (form && http.getContentLengthLong() > LARGEST_FORM) {
            tooLarge(http, answer);
        } else if (isSignIn(http) || ROLES.stream().anyMatch(http::isUserInRole)) {
            chain.doFilter(request, response);
        } else {
            answer.setStatus(HttpServletResponse.SC_FORBIDDEN);
            request.getRequestDispatcher("/console/not-allowed.xhtml").forward(request, response);
        }
    }

    /** Reads what is sent, within reason: a browser that is still sending would not read the answer. */
    private static void tooLarge(HttpServletRequest request, HttpServletResponse answer)
            throws IOException, ServletException {
        try (var sent = request.getInputStream()) {
            sent.skipNBytes(Math.min(request.getContentLengthLong(), MOST_READ_IN_VAIN));
        }
        answer.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        request.getRequestDispatcher("/console/too-large.xhtml").forward(request, answer);
    }

    /** The wished page if it is one of ours, else the first. */
    public static String wished(String page) {
        return page != null && PAGE.matcher(page).matches() ? page : FIRST_PAGE;
    }

    /** A script of a page that is still open is told, and keeps what stands on it; a person is led to the form. */
    static void toSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("Faces-Request") != null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        var page = ParleyAuthentication.path(request);
        var query = request.getQueryString();
        var wished = wished(query == null ? page : page + "?" + query);
        boolean back = request.getMethod().equals("GET") && !wished.equals(FIRST_PAGE);
        response.sendRedirect(request.getContextPath()
                + Doorkeeper.SIGN_IN
                + (back ? "?to=" + URLEncoder.encode(wished, StandardCharsets.UTF_8) : ""));
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return ParleyAuthentication.path(request).startsWith(Doorkeeper.SIGN_IN);
    }
}
