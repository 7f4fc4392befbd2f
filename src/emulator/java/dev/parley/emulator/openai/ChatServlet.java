package dev.parley.emulator.openai;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Everything below {@code /openai}. Reads the request and answers it on a virtual thread of its own. */
@WebServlet(urlPatterns = "/openai/*", asyncSupported = true)
public class ChatServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_BODY_BYTES = 8_000_000;
    /** Answers under way at once; more get 429, as at a busy region. */
    private static final int MOST_AT_ONCE = 500;

    private final transient ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("openai-", 0).factory());
    private final transient Semaphore places = new Semaphore(MOST_AT_ONCE);

    @Inject
    private transient ChatCompletions completions; // the container makes this object, hence field injection

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY_BYTES + 1);
        if (!request.getMethod().equals("POST") || body.length > LONGEST_BODY_BYTES) {
            plainly(
                    response,
                    body.length > LONGEST_BODY_BYTES
                            ? Refusal.of(413, "RequestEntityTooLarge", "The request is too large.")
                            : Refusal.notFound());
            return;
        }
        if (!places.tryAcquire()) {
            plainly(response, Refusal.throttled(1000));
            return;
        }
        var incoming = new ChatCompletions.Incoming(
                Optional.ofNullable(request.getPathInfo()).orElse(""),
                Optional.ofNullable(request.getParameter("api-version")),
                Optional.ofNullable(request.getHeader("api-key")),
                Optional.ofNullable(request.getHeader("Authorization")),
                new String(body, StandardCharsets.UTF_8));
        AsyncContext async = request.startAsync();
        async.setTimeout(0); // the pace bounds an answer, a stall ends after two minutes
        threads.execute(() -> {
            var wire = new ServletWire((HttpServletResponse) async.getResponse());
            try {
                completions.answer(incoming, wire);
            } finally {
                places.release();
                async.complete();
            }
        });
    }

    private static void plainly(HttpServletResponse response, Refusal refusal) throws IOException {
        var wire = new ServletWire(response);
        wire.head(refusal.status(), "application/json", refusal.headers());
        wire.send(refusal.body().toString());
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
