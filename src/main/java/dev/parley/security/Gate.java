package dev.parley.security;

import dev.parley.web.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Carries out the verdict, before resources and before WebSocket upgrades. Without a verdict the API stays shut. */
public class Gate implements Filter {
    private static final Verdict NOBODY_JUDGED = new Verdict.Refused(401, "Nobody vouches for this request.");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var verdict = verdict((HttpServletRequest) request);
        if (verdict instanceof Verdict.Refused refused) {
            refuse((HttpServletResponse) response, refused);
        } else if (verdict instanceof Verdict.SignInFirst) {
            ConsoleDoor.toSignIn((HttpServletRequest) request, (HttpServletResponse) response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Verdict verdict(HttpServletRequest request) {
        if (request.getAttribute(ParleyAuthentication.VERDICT) instanceof Verdict judged) {
            return judged;
        }
        var path = ParleyAuthentication.path(request);
        if (path.startsWith(Doorkeeper.CONSOLE) || path.matches(Doorkeeper.TALK + "(\\.xhtml)?")) {
            return new Verdict.SignInFirst();
        }
        return path.startsWith("/api/") || path.equals(Doorkeeper.SETUP) || BrowserSockets.has(path)
                ? NOBODY_JUDGED
                : new Verdict.Open();
    }

    private static void refuse(HttpServletResponse response, Verdict.Refused refused) throws IOException {
        var title =
                switch (refused.status()) {
                    case 400 -> "Bad request";
                    case 401 -> "Not authenticated";
                    case 429 -> "Too many requests";
                    default -> "Not allowed";
                };
        response.setStatus(refused.status());
        if (refused.status() == 401) {
            response.addHeader("WWW-Authenticate", "Bearer realm=\"parley\"");
            response.addHeader("WWW-Authenticate", "Basic realm=\"parley\", charset=\"UTF-8\"");
        }
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(Problem.of(refused.status(), title, refused.reason()).json());
    }
}
