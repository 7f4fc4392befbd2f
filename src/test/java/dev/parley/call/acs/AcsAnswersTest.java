package dev.parley.call.acs;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import dev.parley.call.CallControl;
import dev.parley.call.CallControlFailed;
import dev.parley.config.AcsSettings;
import dev.parley.sessions.CallPlan;
import dev.parley.telemetry.Names;
import dev.parley.web.RefusedKeys;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What ACS answers, good and bad, and what is counted of it. */
class AcsAnswersTest {
    private static final String NUMBER = "+15550300001";

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private int status = 201;
    private String answer =
            "{\"callConnectionId\":\"CC1\",\"correlationId\":\"co1\",\"targets\":[],\"callConnectionState\":\"connecting\"}";

    @Test
    void aCallIsPlacedUnderItsConnectionId() {
        assertThat(control(NUMBER).create(plan()).toCompletableFuture().join())
                .isEqualTo(new CallControl.Placed("CC1", Optional.of("co1")));
        assertThat(errors()).isEmpty();
    }

    @Test
    void anAnswerWithoutConnectionIdIsAnErrorOfAcs() {
        answer = "{\"correlationId\":\"co1\",\"targets\":[],\"callConnectionState\":\"connecting\"}";

        assertThat(failure(NUMBER)).hasMessage("ACS create: no connection id");
        assertThat(errors()).containsExactly("unreadable");
    }

    @Test
    void soIsAGoodStatusWithWordsThatCannotBeRead() {
        answer = "<html>";

        assertThat(failure(NUMBER)).hasMessage("ACS create: status 201, unreadable");
        assertThat(errors()).containsExactly("unreadable");
    }

    @Test
    void aRefusalIsCountedByItsStatus() {
        status = 400;
        answer = "{}";

        assertThat(failure(NUMBER)).hasMessage("ACS create: status 400");
        assertThat(errors()).containsExactly("status_400");
    }

    @Test
    void whatAcsIsNotAskedForIsNoErrorOfIt() {
        assertThat(failure(null)).hasMessage("parley.acs.source-number is not set");
        assertThat(errors()).isEmpty();
    }

    private CallControlFailed failure(String source) {
        var created = control(source).create(plan()).toCompletableFuture();
        var thrown = Assertions.catchThrowableOfType(CompletionException.class, created::join);
        return (CallControlFailed) thrown.getCause();
    }

    /** Their kinds, each once. */
    private List<String> errors() {
        return reader.collectAllMetrics().stream()
                .filter(data -> data.getName().equals("parley.upstream.errors"))
                .flatMap(data -> data.getLongSumData().getPoints().stream())
                .map(point -> point.getAttributes().get(Names.ERROR_TYPE_KEY))
                .toList();
    }

    /** @param source the number that is shown; null where none is set */
    private AcsCallControl control(String source) {
        var here = URI.create("https://x.communication.azure.com");
        var settings = new AcsSettings(
                here,
                "c2VjcmV0",
                "5f1",
                "issuer",
                here,
                Optional.ofNullable(source),
                URI.create("https://voice.example"),
                16_000,
                Duration.ofSeconds(20));
        return new AcsCallControl(
                () -> Optional.of(settings),
                () -> Runnable::run,
                () -> null,
                TracerProvider.noop().get("test"),
                SdkMeterProvider.builder().registerMetricReader(reader).build().get("test"),
                new RefusedKeys(Duration.ofSeconds(1), System::nanoTime),
                (acs, keys) -> AcsClient.of(acs, keys, request -> Mono.just(new Answer(request, status, answer))));
    }

    private static CallPlan plan() {
        return new CallPlan(
                "c1",
                "k1",
                CallPlan.Direction.OUTBOUND,
                "reception",
                "r1",
                NUMBER,
                NUMBER,
                Map.of(),
                16_000,
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static final class Answer extends HttpResponse {
        private final int status;
        private final String body;
        private final HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");

        Answer(HttpRequest request, int status, String body) {
            super(request);
            this.status = status;
            this.body = body;
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return headers.getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just(body);
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(body);
        }
    }
}
