package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes through the door of the sockets for talks, of a running server. */
class TalkDoorIT {
    private static final int MOST_AT_ONCE = 40; // parley.admission.sessions-per-user of local mode
    private static final int MORE_THAN_ANYBODY_MAY = 200;
    private static final String TALKS = "/openai/v1/realtime";
    /** Here a client says first how the talk begins: a socket that is silent costs nothing. */
    private static final String SILENT = "/api/voice/talk-door";

    private static final String FOREIGN = "https://evil.example";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final List<WebSocket> open = new ArrayList<>();

    @AfterEach
    void hangUp() {
        open.forEach(WebSocket::abort);
    }

    @Test
    void aTicketOpensASocketOnceAndAtItsOwnPathOnly() {
        var ticket = ticket(SILENT);
        assertThat(knock(SILENT + "?ticket=" + ticket, Map.of())).isEqualTo(101);
        assertThat(knock(SILENT + "?ticket=" + ticket, Map.of())).isEqualTo(401);

        var misplaced = ticket(SILENT);
        assertThat(knock("/api/voice/another?ticket=" + misplaced, Map.of())).isEqualTo(401);
        assertThat(knock(SILENT + "?ticket=" + misplaced, Map.of())).isEqualTo(401);
        assertThat(knock(SILENT + "?ticket=" + "A".repeat(43), Map.of())).isEqualTo(401);
    }

    @Test
    void aForeignPageIsTurnedAwayAndItsTicketIsNotUsedUp() {
        var ticket = ticket(SILENT);
        assertThat(knock(SILENT + "?ticket=" + ticket, Map.of("Origin", FOREIGN)))
                .isEqualTo(401);
        assertThat(knock(SILENT + "?ticket=" + ticket, Map.of("Origin", "http://localhost:5173")))
                .isEqualTo(101);
    }

    /** Of the visitor, who talks in no other test. */
    @Test
    void whoHasAsManyTalksAsAllowedIsToldWhenToComeAgain() throws InterruptedException {
        var visitor = Map.of("Authorization", LocalMode.basic("visitor"));
        var talk = talk(visitor);
        int held = 0;
        var refusal = refusal(SILENT, visitor);
        while (refusal.isEmpty() && held < MORE_THAN_ANYBODY_MAY) {
            held++;
            refusal = refusal(SILENT, visitor);
        }

        assertThat(held).isBetween(MOST_AT_ONCE - 1, MORE_THAN_ANYBODY_MAY - 1); // a slow machine frees some meanwhile
        assertThat(refusal.orElseThrow().statusCode()).isEqualTo(429);
        assertThat(refusal.orElseThrow().headers().firstValue("Retry-After")).contains("10");
        assertThat(refusal.orElseThrow().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var ticket = LocalMode.as("visitor", "POST", "/api/v1/tickets", "{\"path\":\"" + SILENT + "\"}", Map.of());
        assertThat(ticket.status()).isEqualTo(429);
        assertThat(ticket.body().get("detail").asText()).contains("as many talks as you may at once");
        assertThat(knock(SILENT, Map.of("Authorization", LocalMode.basic("editor"))))
                .isEqualTo(101);

        talk.abort();
        await("a place is free")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> knock(SILENT, visitor) == 101);
    }

    private static String ticket(String path) {
        return LocalMode.as("talker", "POST", "/api/v1/tickets", "{\"path\":\"" + path + "\"}", Map.of())
                .body()
                .get("ticket")
                .asText();
    }

    /** The status of the upgrade. */
    private int knock(String path, Map<String, String> headers) {
        return refusal(path, headers).map(HttpResponse::statusCode).orElse(101);
    }

    /** Empty: it was none, and the socket stays open until the test is over. */
    private Optional<HttpResponse<?>> refusal(String path, Map<String, String> headers) {
        try {
            open.add(socket(path, headers, new WebSocket.Listener() {}));
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(refused(e));
        }
    }

    private static HttpResponse<?> refused(CompletionException e) {
        if (e.getCause() instanceof WebSocketHandshakeException handshake) {
            return handshake.getResponse();
        }
        throw e;
    }

    /** A talk that has begun. */
    private static WebSocket talk(Map<String, String> headers) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var socket = socket(TALKS + "?model=reception", headers, new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                begun.countDown();
                from.request(1);
                return null;
            }
        });
        assertThat(begun.await(15, TimeUnit.SECONDS)).isTrue();
        return socket;
    }

    private static WebSocket socket(String path, Map<String, String> headers, WebSocket.Listener listener) {
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        headers.forEach(builder::header);
        return builder.buildAsync(URI.create(LocalMode.PARLEY.replaceFirst("^http", "ws") + path), listener)
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }
}
