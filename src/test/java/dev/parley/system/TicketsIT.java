package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets for the sockets of browsers, as a running server gives and takes them. */
class TicketsIT {
    private static final String TICKETS = "/api/v1/tickets";
    private static final String SOCKET = "/api/voice/no-such-socket-of-a-test";
    private static final String PAGE = "http://localhost:5173"; // allow-listed in local mode
    private static final String FOREIGN = "https://evil.example";
    private static final String WISH = "{\"path\":\"" + SOCKET + "\"}";

    @ParameterizedTest
    @CsvSource({"talker, 201", "operator, 201", "editor, 201", "approver, 201", "viewer, 403"})
    void whoMayTalkGetsOne(String user, int status) {
        assertThat(LocalMode.as(user, "POST", TICKETS, WISH, Map.of()).status()).isEqualTo(status);
    }

    @Test
    void guestsGetOneFromAnAllowedPageAndNobodyElseDoes() {
        assertThat(guest(PAGE).status()).isEqualTo(201);
        assertThat(guest(FOREIGN).status()).isEqualTo(401);
        var wrong = LocalMode.send(LocalMode.request(LocalMode.PARLEY + TICKETS)
                .header("Authorization", "Basic bm86bm8=")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WISH)));
        assertThat(wrong.status()).isEqualTo(401);
    }

    @Test
    void aTicketLetsInOnceAndAtItsOwnPathOnly() {
        assertThat(knock(SOCKET, ticket(SOCKET))).isNotEqualTo(401);
        var used = ticket(SOCKET);
        knock(SOCKET, used);
        assertThat(knock(SOCKET, used)).isEqualTo(401);
        assertThat(knock("/voice/another", ticket(SOCKET))).isEqualTo(401);
        assertThat(knock(SOCKET, "A".repeat(43))).isEqualTo(401);
    }

    @Test
    void theAnswerIsNotKeptByAnybodyAndSaysHowLongItIsGood() {
        var answer = LocalMode.as("talker", "POST", TICKETS, WISH, Map.of());

        assertThat(answer.body().get("expiresInSeconds").asInt()).isEqualTo(30);
        assertThat(answer.body().get("path").asText()).isEqualTo(SOCKET);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void wrongWishesAreToldWhatIsWrong() {
        assertThat(wish("{\"path\":\"/api/v1/calls\"}")).isEqualTo(422);
        assertThat(wish("{\"path\":7}")).isEqualTo(422);
        assertThat(wish("{}")).isEqualTo(422);
        assertThat(wish("[]")).isEqualTo(400);
        assertThat(wish("no json")).isEqualTo(400);
        assertThat(wish("{\"path\":\"" + "x".repeat(5000) + "\"}")).isEqualTo(413);
    }

    @Test
    void aPageOfAnAllowedOriginMayAsk() {
        assertThat(preflight(PAGE).status()).isEqualTo(204);
        assertThat(preflight(PAGE).header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(preflight(FOREIGN).status()).isEqualTo(403);
    }

    private static LocalMode.Answer preflight(String origin) {
        return LocalMode.send(LocalMode.request(LocalMode.PARLEY + TICKETS)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static LocalMode.Answer guest(String origin) {
        return LocalMode.send(LocalMode.request(LocalMode.PARLEY + TICKETS)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WISH)));
    }

    private static int wish(String body) {
        return LocalMode.as("talker", "POST", TICKETS, body, Map.of()).status();
    }

    private static String ticket(String path) {
        return LocalMode.as("talker", "POST", TICKETS, "{\"path\":\"" + path + "\"}", Map.of())
                .body()
                .get("ticket")
                .asText();
    }

    private static int knock(String path, String ticket) {
        return LocalMode.get(LocalMode.PARLEY + path + "?ticket=" + ticket).status();
    }
}
