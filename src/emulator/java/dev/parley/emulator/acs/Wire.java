package dev.parley.emulator.acs;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The emulated service's way out: one HTTP client, and the container's executors under their JNDI names. Thread-safe. */
@ApplicationScoped
public class Wire {
    private static final Logger LOG = Logger.getLogger(Wire.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** Event Grid waits so long for an answer, and so do we for all others. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private ExecutorService workers;
    private ScheduledExecutorService timers;
    private ThreadFactory threads;
    private HttpClient http;
    private HttpClient sockets;

    /** Not in the constructor, which runs for the proxy too. */
    @PostConstruct
    void start() {
        workers = lookUp("java:comp/DefaultManagedExecutorService", ExecutorService.class);
        timers = lookUp("java:comp/DefaultManagedScheduledExecutorService", ScheduledExecutorService.class);
        threads = lookUp("java:comp/DefaultManagedThreadFactory", ThreadFactory.class);
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(workers)
                .build();
        sockets = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(workers)
                .build();
    }

    private static <T> T lookUp(String name, Class<T> type) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException e) {
            throw new IllegalStateException("The server has no " + name, e);
        }
    }

    /** For work that takes longer than a moment. */
    public ExecutorService workers() {
        return workers;
    }

    public ThreadFactory threads() {
        return threads;
    }

    public HttpClient http() {
        return http;
    }

    /** For media sockets: each upgrade on a connection of its own, never on one that carried a callback before, as ACS does. */
    public HttpClient sockets() {
        return sockets;
    }

    /** Posts JSON; the answer has any status, failures to get one are exceptional. */
    public CompletableFuture<HttpResponse<String>> post(URI to, Map<String, String> headers, String json) {
        var request = HttpRequest.newBuilder(to)
                .timeout(ANSWER)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** Runs a moment's work after a while. */
    public Future<?> later(long ms, Runnable work) {
        return timers.schedule(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.SEVERE, "Something that an emulated call had to do later failed", e);
                    }
                },
                ms,
                TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        http.shutdownNow();
        sockets.shutdownNow();
    }
}
