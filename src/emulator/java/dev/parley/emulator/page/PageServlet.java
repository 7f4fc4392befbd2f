package dev.parley.emulator.page;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Serves the page at {@code /emulator} and its files below {@code /emulator/page/}. */
@WebServlet({"/emulator", "/emulator/", "/emulator/page/*"})
public class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern FILE = Pattern.compile("/[a-z-]+\\.(css|js|svg)");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-cache");
        Optional<String> file = Optional.ofNullable(request.getPathInfo());
        if (request.getServletPath().startsWith("/emulator/page")) {
            if (file.filter(FILE.asMatchPredicate()).isEmpty()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            send(file.get(), TYPES.get(file.get().substring(file.get().lastIndexOf('.') + 1)), response);
        } else {
            send("/index.html", "text/html; charset=utf-8", response);
        }
    }

    private void send(String file, String type, HttpServletResponse response) throws IOException {
        try (InputStream in = getServletContext().getResourceAsStream("/WEB-INF/page" + file)) {
            if (in == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setContentType(type);
            in.transferTo(response.getOutputStream());
        }
    }
}
