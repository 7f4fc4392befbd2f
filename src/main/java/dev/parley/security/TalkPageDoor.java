package dev.parley.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Lets people who may talk to personas see the page where one does, and guests where they are welcome, which the doorkeeper has looked at;
 * everybody else gets a page that says so.
 */
public class TalkPageDoor implements Filter {
    private static final List<String> ROLES = List.of("talker", "operator", "persona-editor", "persona-approver");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        boolean guest = http.getUserPrincipal() == null;
        if (guest || ROLES.stream().anyMatch(http::isUserInRole)) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_FORBIDDEN);
            request.getRequestDispatcher("/console/not-a-talker.xhtml").forward(request, response);
        }
    }
}
