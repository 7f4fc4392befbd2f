package dev.parley.emulator.openai;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A client behind a servlet's response. */
final class ServletWire implements Wire {
    /** Announced of an answer that will be dropped: the server closes the connection over what is missing. */
    private static final long NEVER_REACHED_BYTES = 1L << 40;

    private final HttpServletResponse response;

    ServletWire(HttpServletResponse response) {
        this.response = response;
    }

    @Override
    public void head(int status, String contentType, Map<String, String> headers) {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setHeader("apim-request-id", UUID.randomUUID().toString());
        response.setHeader("x-accel-buffering", "no");
        headers.forEach(response::setHeader);
        if ("close".equals(headers.get("connection"))) {
            response.setContentLengthLong(NEVER_REACHED_BYTES);
        }
    }

    @Override
    public void send(String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    @Override
    public void drop() {
        // completing an answer shorter than announced breaks the connection, which is what a client of a dropped one
        // sees
    }
}
