package dev.parley.emulator.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.azure.core.credential.AccessToken;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.Limit;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Faults of the emulated service and its door, as the real client meets them. */
class CosmosFaultTest {
    private static final PartitionKey ONE = new PartitionKey("one");

    private CosmosTarget target;
    private CosmosClient client;
    private CosmosContainer container;

    @BeforeEach
    void open() throws Exception {
        target = CosmosTarget.emulator();
        client = target.client();
        client.createDatabaseIfNotExists("voice");
        client.getDatabase("voice").createContainerIfNotExists("calls", "/home");
        container = client.getDatabase("voice").getContainer("calls");
        container.createItem(item("a", 1));
    }

    @AfterEach
    void close() {
        client.close();
        target.close();
    }

    @Test
    void throttledRequestsSucceedOnceThereIsRoom() {
        inject(FaultKind.THROTTLE, 429, 2, Map.of());

        container.upsertItem(item("a", 2));

        assertThat(n("a")).isEqualTo(2);
        assertThat(struck()).isEqualTo(2);
    }

    @Test
    void aRefusedWriteDidNotHappen() {
        inject(FaultKind.REFUSE, 503, 1, Map.of(Limit.OPERATION, "upsert"));

        assertThatThrownBy(() -> container.upsertItem(item("a", 2)))
                .asInstanceOf(type(CosmosException.class))
                .extracting(CosmosException::getStatusCode)
                .isEqualTo(503);

        assertThat(n("a")).isEqualTo(1);
    }

    @Test
    void aWriteWhoseConnectionBrokeDidHappen() {
        inject(FaultKind.RESET, 0, 1, Map.of(Limit.OPERATION, "upsert"));

        assertThatThrownBy(() -> container.upsertItem(item("a", 2))).isInstanceOf(CosmosException.class);

        assertThat(n("a")).isEqualTo(2);
    }

    @Test
    void aFaultOfOneContainerSparesTheOthers() {
        client.getDatabase("voice").createContainerIfNotExists("others", "/home");
        inject(FaultKind.REFUSE, 503, 0, Map.of(Limit.PATH, "/colls/others", Limit.OPERATION, "create"));

        container.createItem(item("b", 1));

        assertThatThrownBy(
                        () -> client.getDatabase("voice").getContainer("others").createItem(item("b", 1)))
                .isInstanceOf(CosmosException.class);
    }

    @Test
    void theRequestLogNamesTheOperationAndNeverTheDocument() {
        assertThat(target.log.entries().getLast().what()).isEqualTo("POST /dbs/voice/colls/calls/docs");
        assertThat(target.log.entries().getLast().notes())
                .containsEntry("operation", "create")
                .doesNotContainKey("body");
    }

    @Test
    void aPollThatFoundNothingIsNotInTheRequestLog() {
        var fromNow = CosmosChangeFeedRequestOptions.createForProcessingFromNow(FeedRange.forFullRange());

        container
                .queryChangeFeed(fromNow, ObjectNode.class)
                .iterableByPage()
                .iterator()
                .next();

        assertThat(target.log.entries())
                .extracting(each -> each.notes().get("operation"))
                .contains("create")
                .doesNotContain("changes");
    }

    @Test
    void aTokenOfEntraCountsForItsAudienceWhileItLasts() {
        assertThat(reads("the-tests", Instant.now().plusSeconds(600))).isEqualTo(200);
        assertThat(reads("another", Instant.now().plusSeconds(600))).isEqualTo(401);
        assertThat(reads("the-tests", Instant.now().minusSeconds(1))).isEqualTo(401);
    }

    @Test
    void theSdkSignsInWithTokens() {
        String token = token("the-tests", Instant.now().plusSeconds(600));

        try (CosmosClient managed = target.builder()
                .credential(scopes ->
                        Mono.just(new AccessToken(token, OffsetDateTime.now().plusMinutes(10))))
                .buildClient()) {
            assertThat(managed.getDatabase("voice").read().getStatusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoShowsNothingGetsNothing() throws Exception {
        HttpResponse<String> answer = get(Optional.empty());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"Unauthorized\"");
    }

    private int reads(String audience, Instant until) {
        String value = "type=aad&ver=1.0&sig=" + token(audience, until);
        try {
            return get(Optional.of(URLEncoder.encode(value, StandardCharsets.UTF_8)))
                    .statusCode();
        } catch (Exception e) {
            throw new IllegalStateException("The emulator did not answer", e);
        }
    }

    private HttpResponse<String> get(Optional<String> authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.endpoint() + "dbs/voice"));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static String token(String audience, Instant until) {
        return new PlainJWT(new JWTClaimsSet.Builder()
                        .audience(audience)
                        .expirationTime(Date.from(until))
                        .build())
                .serialize();
    }

    private void inject(FaultKind kind, int status, int times, Map<Limit, String> limits) {
        target.faults.add(new Fault(AzureService.COSMOS, kind, Optional.empty(), limits, 20, status, 1, times));
    }

    private int struck() {
        return target.faults.list().getFirst().strikes();
    }

    private int n(String id) {
        return container.readItem(id, ONE, ObjectNode.class).getItem().get("n").asInt();
    }

    private static ObjectNode item(String id, int n) {
        return new ObjectMapper()
                .createObjectNode()
                .put("id", id)
                .put("home", "one")
                .put("n", n);
    }
}
