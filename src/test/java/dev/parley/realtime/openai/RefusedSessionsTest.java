package dev.parley.realtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.config.RealtimeSettings;
import dev.parley.realtime.Quotas;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeModel.Setup;
import dev.parley.telemetry.MediaTimes;
import dev.parley.web.RefusedKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it means that the service gives no session. */
class RefusedSessionsTest {
    private static final Setup SETUP =
            new Setup(List.of(), "marin", List.of(), Locale.US, Duration.ofMillis(500), Optional.empty());

    private final Quotas quotas = new Quotas(3, 1);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private HttpServer service;
    private volatile int status = 429;
    private volatile String retryAfter = "17";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
        timers.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"401, false", "404, false", "429, true", "500, true", "503, true"})
    void whatIsRefusedForGoodIsNotAskedForAgain(int refusal, boolean retryable) {
        status = refusal;

        var lost = lost();

        assertThat(lost.retryable()).isEqualTo(retryable);
        assertThat(lost.reason()).startsWith("Azure OpenAI");
    }

    @Test
    void aThrottledDeploymentIsLeftAloneForAsLongAsItSays() {
        lost();

        assertThat(quotas.untilFree()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(17));
    }

    @Test
    void aThrottledDeploymentThatSaysNothingUsefulIsLeftAloneForTenSeconds() {
        retryAfter = "Wed, 21 Oct 2026 07:28:00 GMT";

        lost();

        assertThat(quotas.untilFree()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    }

    @Test
    void sessionsOfTheLastMinuteCountWhateverBecameOfThem() {
        status = 500;
        lost();
        lost();
        assertThat(quotas.untilFree()).isZero();

        lost();

        assertThat(quotas.untilFree()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    }

    private RealtimeEvent.Lost lost() {
        var azure = new RealtimeSettings(
                URI.create("http://localhost:" + service.getAddress().getPort()),
                "key",
                "gpt-realtime",
                "whisper-1",
                Duration.ofMinutes(25),
                List.of());
        var model = new AzureRealtime(
                Optional.of(azure),
                AzureRealtime.client(Runnable::run),
                () -> Runnable::run,
                () -> timers,
                new RefusedKeys(Duration.ofSeconds(30), () -> 0),
                quotas,
                new Deployments(Duration.ofSeconds(30), () -> 0),
                new MediaTimes());
        var first = new CompletableFuture<RealtimeEvent>();
        model.open(SETUP, first::complete);
        return (RealtimeEvent.Lost) first.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
