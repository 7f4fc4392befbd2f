package dev.parley.emulator.cosmos;

import dev.parley.emulator.cosmos.wire.CosmosReply;
import dev.parley.emulator.cosmos.wire.CosmosRequest;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The paths of the Cosmos SQL API. A browser that asks for the root is sent to the emulator's page. */
@WebServlet(urlPatterns = {"", "/dbs", "/dbs/*", "/offers", "/offers/*"})
public class CosmosServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** A document has at most 2 MB; what is longer is refused without reading it all. */
    private static final int LONGEST_BODY_BYTES = 2 * 1024 * 1024 + 1;
    /** Announced of an answer that will be dropped: the server closes the connection over what is missing. */
    private static final long NEVER_REACHED_BYTES = 1L << 40;

    @Inject
    private transient CosmosService service; // the container makes this object, hence field injection

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> headers = Collections.list(request.getHeaderNames()).stream()
                .collect(Collectors.toMap(
                        name -> name.toLowerCase(Locale.ROOT), request::getHeader, (first, again) -> first));
        if (request.getRequestURI().equals("/")
                && headers.getOrDefault("accept", "").contains("text/html")) {
            response.sendRedirect("/emulator");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY_BYTES);
        String baseUrl = request.getScheme() + "://" + headers.getOrDefault("host", "localhost") + "/";
        send(
                service.answer(new CosmosRequest(request.getMethod(), request.getRequestURI(), headers, body, baseUrl)),
                response);
    }

    private static void send(CosmosReply reply, HttpServletResponse response) throws IOException {
        byte[] body = reply.json().getBytes(StandardCharsets.UTF_8);
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        if (reply.cutShort()) {
            response.setContentLengthLong(NEVER_REACHED_BYTES);
            response.getOutputStream().write('{');
            response.flushBuffer();
            return;
        }
        if (body.length > 0) {
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
