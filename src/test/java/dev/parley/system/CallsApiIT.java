package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.system.LocalMode.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The calls resource, its doors and its neighbours, over HTTP. */
class CallsApiIT {
    private static final String INITIATE = "/api/v1/calls/initiate";

    @Test
    void whoeverShowsNoCredentialIsAskedForOne() {
        var answer = LocalMode.get(LocalMode.PARLEY + "/api/v1/calls/");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().get("status").asInt()).isEqualTo(401);
    }

    @Test
    void aViewerReadsButPlacesNoCall() {
        assertThat(LocalMode.asViewer("/api/v1/calls/").status()).isEqualTo(200);
        assertThat(LocalMode.asViewer("/api/v1/calls").status()).isEqualTo(200);

        var placing = LocalMode.as("viewer", "POST", INITIATE, "{\"target_number\":\"+15550300001\"}", Map.of());

        assertThat(LocalMode.as("viewer", "POST", "/api/v1/calls/nobody/rollover", "", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(placing.status()).isEqualTo(403);
        assertThat(placing.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void wrongFieldsAreNamedWithoutTheirValues() {
        var answer = LocalMode.asOperator("POST", INITIATE, "{\"target_number\":\"0155512\",\"context\":7}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors")).hasSize(2);
        assertThat(answer.body().toString()).doesNotContain("0155512");
    }

    @Test
    void whatIsNoJsonOrTooLargeIsRefused() {
        assertThat(LocalMode.asOperator("POST", INITIATE, "{").status()).isEqualTo(400);
        assertThat(LocalMode.asOperator("POST", INITIATE, "[1]").status()).isEqualTo(400);
        assertThat(LocalMode.asOperator("POST", INITIATE, "{\"x\":\"" + "y".repeat(70_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void listsAreFilteredAndPagedWithinTheirBounds() {
        assertThat(LocalMode.asViewer("/api/v1/calls/?status_filter=connected&page=1&limit=100")
                        .status())
                .isEqualTo(200);
        assertThat(LocalMode.asViewer("/api/v1/calls/?status_filter=asleep").status())
                .isEqualTo(422);
        assertThat(LocalMode.asViewer("/api/v1/calls/?limit=101").status()).isEqualTo(422);
        assertThat(LocalMode.asViewer("/api/v1/calls/?page=0").status()).isEqualTo(422);
    }

    @Test
    void unknownCallsAre404() {
        assertThat(LocalMode.asViewer("/api/v1/calls/nobody").status()).isEqualTo(404);
        assertThat(LocalMode.asOperator("POST", "/api/v1/calls/nobody/hangup", null)
                        .status())
                .isEqualTo(404);
        assertThat(LocalMode.asOperator("POST", "/api/v1/calls/nobody/rollover", null)
                        .status())
                .isEqualTo(404);
        assertThat(LocalMode.asOperator("DELETE", "/api/v1/calls/nobody", null).status())
                .isEqualTo(404);
    }

    @Test
    void anOutboundCallIsPlacedOnceForItsKeyAndEndedByTheOperator() {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var body = "{\"target_number\":\"+15550310001\",\"context\":{\"persona\":\"reception\",\"any\":1}}";

        var first = LocalMode.as("operator", "POST", INITIATE, body, key);
        var again = LocalMode.as("operator", "POST", INITIATE, body, key);
        var other = LocalMode.as("operator", "POST", INITIATE, body.replace("0001", "0002"), key);

        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(first.body().get("status").asText()).isEqualTo("initiating");
        assertThat(first.body().get("target_number").asText()).isEqualTo("+15550310001");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);

        var call = "/api/v1/calls/" + first.body().get("call_id").asText();
        assertThat(LocalMode.asOperator("POST", call + "/hangup", null)
                        .body()
                        .get("status")
                        .asText())
                .isEqualTo("hanging_up");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        LocalMode.asViewer(call).body().get("status").asText().matches("disconnected|failed"));
        assertThat(LocalMode.asOperator("DELETE", call, null).status()).isEqualTo(204);
        assertThat(LocalMode.asViewer(call).status()).isEqualTo(404);
    }

    @Test
    void anUnknownPersonaIsNamedAsTheWrongField() {
        var answer = LocalMode.asOperator(
                "POST", INITIATE, "{\"target_number\":\"+15550310001\",\"context\":{\"persona\":\"nobody\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").get(0).asText()).startsWith("context.persona");
    }

    @Test
    void eventGridShakesHandsOnlyWithItsKey() {
        var handshake = "[{\"id\":\"1\",\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\","
                + "\"data\":{\"validationCode\":\"512d\"}}]";

        assertThat(deliver("local-event-grid-key", handshake)
                        .body()
                        .get("validationResponse")
                        .asText())
                .isEqualTo("512d");
        assertThat(deliver("another-key", handshake).status()).isEqualTo(401);
    }

    @Test
    void oneBadEventOfABatchDoesNotSpoilTheOthers() {
        var answer = deliver(
                "local-event-grid-key",
                "[7,{\"eventType\":\"Other\"},{\"id\":\"2\",\"eventType\":\"Microsoft.Communication.IncomingCall\",\"data\":{}}]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("status").asText()).isEqualTo("no events processed");
        assertThat(answer.body().get("failed_events").asInt()).isEqualTo(1);
    }

    @Test
    void callbacksAndMediaSocketsWithoutATokenOfAcsAreRefused() {
        var callback =
                "[{\"type\":\"Microsoft.Communication.CallDisconnected\",\"data\":{\"callConnectionId\":\"x\"}}]";

        assertThat(LocalMode.post(LocalMode.PARLEY + "/api/v1/calls/callbacks", callback)
                        .status())
                .isEqualTo(401);
        assertThat(LocalMode.get(LocalMode.PARLEY + "/api/v1/media/stream?key=guessed")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void preflightsFromKnownOriginsNeedNoCredential() {
        var known = preflight("http://localhost:5173");
        var unknown = preflight("https://evil.example");

        assertThat(known.status()).isEqualTo(204);
        assertThat(known.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:5173");
        assertThat(known.header("Access-Control-Allow-Methods")).contains("POST", "DELETE");
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void healthIsToldToEverybody() {
        assertThat(LocalMode.get(LocalMode.PARLEY + "/health/live")
                        .body()
                        .get("status")
                        .asText())
                .isEqualTo("UP");
        assertThat(LocalMode.get(LocalMode.PARLEY + "/health/started")
                        .body()
                        .get("status")
                        .asText())
                .isEqualTo("UP");
        assertThat(LocalMode.get(LocalMode.PARLEY + "/api/v1/health")
                        .body()
                        .get("status")
                        .asText())
                .isEqualTo("healthy");
    }

    @Test
    void theApiDescribesItselfWithExamples() {
        var description =
                LocalMode.get(LocalMode.PARLEY + "/openapi").response().body();

        assertThat(description).contains("/api/v1/calls/initiate", "target_number", "examples");
    }

    @Test
    void browsersAreToldToBeCareful() {
        var answer = LocalMode.get(LocalMode.PARLEY + "/api/v1/health");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    private static Answer deliver(String key, String events) {
        return LocalMode.post(LocalMode.PARLEY + "/api/v1/calls/answer?key=" + key, events);
    }

    private static Answer preflight(String origin) {
        return LocalMode.send(LocalMode.request(LocalMode.PARLEY + INITIATE)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}
