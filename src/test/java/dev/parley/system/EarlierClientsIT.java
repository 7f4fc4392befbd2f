package dev.parley.system;

import static dev.parley.system.Persona.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.system.LocalMode.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the web client of the earlier system asks for, as it asks for it. */
@Isolated("the default persona is changed")
class EarlierClientsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ROOT = "/api/configuration/";
    private static final String PAGE = "http://localhost:5173";
    private static final CosmosClient COSMOS = new CosmosClientBuilder()
            .endpoint(LocalMode.EMULATOR + "/")
            .key("bG9jYWwtY29zbW9zLWtleS1vZi10aGUtZW11bGF0b3I=")
            .gatewayMode()
            .buildClient();

    @AfterEach
    void receptionIsTheDefaultAgain() {
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
        ok(send("approver", "PUT", ROOT + "default/reception", null));
    }

    @AfterAll
    static void close() {
        COSMOS.close();
    }

    @Test
    void whatIsCreatedIsListedAndHeardAsItsTextCallsIt() {
        var desk = Persona.unnamed();
        var text = text(desk, "Bürodesk");
        var created = ok(create(text, ",\"id\":\"ignored\",\"name\":\"Ignored\",\"tools\":[{\"name\":\"show\"}]"))
                .body();

        assertThat(created.toString())
                .isEqualTo(object().put("id", desk.id)
                        .put("name", "Bürodesk")
                        .put("content", text)
                        .put("default", false)
                        .set("tools", array("show"))
                        .toString());
        assertThat(send("viewer", "GET", ROOT + desk.id, null).body()).isEqualTo(created);
        assertThat(send("viewer", "GET", "/api/configuration", null).body()).contains(created);
        assertThat(send("viewer", "GET", ROOT, null).body()).contains(created);
        assertThat(desk.shown().body().get("state").asText()).isEqualTo("published");
    }

    @Test
    void whatCannotBeCreatedIsAnItemNamedError() {
        var desk = Persona.unnamed();
        ok(create(text(desk, "Desk"), ""));

        var again = create(text(desk, "Desk"), "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("id").asText()).isEqualTo(desk.id);
        assertThat(again.body().get("name").asText()).isEqualTo("error");
        assertThat(again.body().get("content").asText()).contains("already exists");

        var faulty = create("---\nid: " + desk.id + "-b\nparley: {greting: Hi}\n---\nHello", "");
        assertThat(faulty.status()).isEqualTo(409);
        assertThat(faulty.body().get("message").asText()).contains("line 3, column", "did you mean greeting?");
        assertThat(send("viewer", "GET", ROOT + desk.id + "-b", null).status()).isEqualTo(404);

        var unnamed = create("You are a desk.", "");
        assertThat(unnamed.status()).isEqualTo(409);
        assertThat(unnamed.body().get("content").asText()).contains("names no id");
    }

    @Test
    void aTextWhoseRequiredTestsHaveNotPassedStaysOut() {
        var desk = Persona.unnamed();
        var text = "---\nid: " + desk.id + "\nparley:\n  tests: [{name: a, conversation: [{say: Hello}]}]\n---\nHi";

        var refused = create(text, "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("message").asText()).contains("required tests have not passed");
        assertThat(send("viewer", "GET", ROOT + desk.id, null).status()).isEqualTo(404);
    }

    @Test
    void whatIsPutIsLiveAtOnceAndKeepsItsTools() {
        var desk = Persona.unnamed();
        ok(create(text(desk, "Desk"), ",\"tools\":[{\"name\":\"show\"}]"));

        var put = ok(put(desk.id, text(desk, "Front desk"))).body();

        assertThat(put.get("name").asText()).isEqualTo("Front desk");
        assertThat(put.get("tools")).isEqualTo(array("show"));
        assertThat(LocalMode.asViewer("/api/v1/personas/" + desk.id + "/revisions")
                        .body()
                        .get("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(put(desk.id, "---\nid: " + desk.id + "\nparley: {greting: Hi}\n---\nHello")
                        .status())
                .isEqualTo(409);
        assertThat(send("viewer", "GET", ROOT + desk.id, null).body()).isEqualTo(put);
    }

    @Test
    void aTextWithAnotherIdRenamesHistoryIncluded() {
        var desk = Persona.unnamed();
        ok(create(text(desk, "Desk"), ""));
        var other = Persona.unnamed();
        ok(create(text(other, "Other"), ""));
        var renamed = Persona.unnamed();

        assertThat(put(desk.id, text(other, "Desk")).status()).isEqualTo(409);
        var put = ok(put(desk.id, text(renamed, "Desk"))).body();

        assertThat(put.get("id").asText()).isEqualTo(renamed.id);
        assertThat(put.get("content").asText()).isEqualTo(text(renamed, "Desk"));
        assertThat(send("viewer", "GET", ROOT + desk.id, null).status()).isEqualTo(404);
        var proof = LocalMode.asViewer("/api/v1/personas/" + renamed.id + "/revisions/verify")
                .body();
        assertThat(proof.get("whole").asBoolean()).as(proof.toString()).isTrue();
        assertThat(proof.get("revisions").asInt()).isEqualTo(2);
    }

    @Test
    void oneIsTheDefaultAndItCannotBeDeleted() {
        var desk = Persona.unnamed();
        ok(create(text(desk, "Desk"), ""));

        var changed = ok(send("approver", "PUT", ROOT + "default/" + desk.id, null));
        assertThat(changed.body().get("status").asText()).isEqualTo("All items updated successfully");
        assertThat(defaults(send("viewer", "GET", ROOT, null).body())).containsExactly(desk.id);

        var unknown = send("approver", "PUT", ROOT + "default/nobody", null);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().get("message").asText()).isNotEmpty();
        assertThat(defaults(send("viewer", "GET", ROOT, null).body())).containsExactly(desk.id);

        var refused = send("approver", "DELETE", ROOT + desk.id, null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("message").asText()).contains("it is the default");

        receptionIsTheDefaultAgain();
        var deleted = ok(send("approver", "DELETE", ROOT + desk.id, null)).body();
        assertThat(deleted.get("id").asText()).isEqualTo(desk.id);
        assertThat(deleted.get("action").asText()).isEqualTo("delete");
        assertThat(send("approver", "DELETE", ROOT + desk.id, null).status()).isEqualTo(404);
    }

    @Test
    void aPersonaOfTheEarlierSystemIsTakenAsItIs() {
        var desk = Persona.unnamed();
        var text = "---\nid: " + desk.id
                + "\nname: Travel\nmodel: {api: chat}\ntools:\n"
                + "  create_image:\n    type: function\n    description: Makes an image.\n    parameters:\n"
                + "      - {name: what, type: string, required: true}\n---\nYou plan trips for {{customer}}.\n";

        assertThat(ok(create(text, "")).body().get("content").asText()).isEqualTo(text);
        assertThat(desk.shown().body().get("findings").get(0).get("severity").asText())
                .isEqualTo("warning");
    }

    @Test
    void wrongRequestsAreRefusedAndHarmNobody() {
        assertThat(send("approver", "POST", ROOT, "{\"content\":").status()).isEqualTo(400);
        assertThat(send("approver", "POST", ROOT, "[]").status()).isEqualTo(400);
        assertThat(send("approver", "POST", ROOT, "{\"content\":7}").status()).isEqualTo(400);
        assertThat(send("approver", "POST", ROOT, "{\"content\":\"x\",\"tools\":{}}")
                        .status())
                .isEqualTo(400);
        assertThat(send("approver", "POST", ROOT, "{\"content\":\"" + "x".repeat(5 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(create(text(Persona.unnamed(), "Desk"), ",\"tools\":[\"" + "x".repeat(40_000) + "\"]")
                        .status())
                .isEqualTo(413);
        assertThat(LocalMode.send(LocalMode.request(LocalMode.PARLEY + ROOT)
                                .header("Authorization", LocalMode.basic("approver"))
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(415);
        for (var id : List.of("nobody", "No-Id", "x".repeat(100))) {
            var unknown = send("viewer", "GET", ROOT + id, null);
            assertThat(unknown.status()).as(id).isEqualTo(404);
            assertThat(unknown.body().get("message").asText()).isNotEmpty();
        }
    }

    @Test
    void everyRoleDoesWhatItMayGuestsLookAndNobodyElseDoesAnything() {
        var desk = Persona.unnamed();
        ok(create(text(desk, "Desk"), ""));
        for (var path : List.of(ROOT, "/api/configuration", ROOT + desk.id)) {
            for (var user : List.of("viewer", "editor", "approver")) {
                assertThat(send(user, "GET", path, null).status()).isEqualTo(200);
            }
            assertThat(guest("GET", path, PAGE).status()).as(path).isEqualTo(200);
            assertThat(guest("GET", path, "https://evil.example").status()).isEqualTo(401);
        }
        var writes = Map.of(ROOT, "POST", ROOT + desk.id, "PUT", ROOT + "default/" + desk.id, "PUT");
        writes.forEach((path, method) -> {
            for (var user : List.of("viewer", "editor", "operator")) {
                assertThat(send(user, method, path, "{}").status())
                        .as(user + " " + method + " " + path)
                        .isEqualTo(403);
            }
            assertThat(guest(method, path, PAGE).status()).isEqualTo(401);
        });
        assertThat(send("editor", "DELETE", ROOT + desk.id, null).status()).isEqualTo(403);
        assertThat(guest("DELETE", ROOT + desk.id, PAGE).status()).isEqualTo(401);
        assertThat(send("viewer", "GET", "/setup", null).status()).isEqualTo(403);
        assertThat(guest("GET", "/setup", PAGE).status()).isEqualTo(401);
    }

    @Test
    void aGuestDoesNotSeeWhatWasNeverPublished() {
        var draft = Persona.unnamed();
        ok(draft.creates(draft.text("Hm.")));

        assertThat(send("viewer", "GET", ROOT + draft.id, null)
                        .body()
                        .get("content")
                        .asText())
                .contains("Hm.");
        assertThat(guest("GET", ROOT + draft.id, PAGE).status()).isEqualTo(404);
        assertThat(guest("GET", ROOT, PAGE).response().body())
                .doesNotContain(draft.id)
                .contains("reception");
    }

    @Test
    void aBrowserOfAnotherOriginMayPutAndDelete() {
        var preflight = LocalMode.send(LocalMode.request(LocalMode.PARLEY + ROOT + "desk")
                .header("Origin", PAGE)
                .header("Access-Control-Request-Method", "DELETE")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT", "DELETE", "POST");
        assertThat(guest("GET", ROOT, PAGE).header("Access-Control-Allow-Origin"))
                .isEqualTo(PAGE);
    }

    @Test
    void setupMakesWhatIsMissing() {
        var first = ok(send("approver", "GET", "/setup", null)).body();

        assertThat(first.get("message").asText()).isNotEmpty();
        assertThat(first.get("voice_container").asText()).isEqualTo("VoiceConfigurations");
        assertThat(first.get("design_container").asText()).isEqualTo("DesignConfigurations");
        assertThat(ok(send("operator", "GET", "/setup", null)).body()).isEqualTo(first);
        assertThat(COSMOS.getDatabase("sustineo")
                        .getContainer("DesignConfigurations")
                        .read()
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void theContainerOfTheEarlierSystemFollows() {
        var desk = Persona.unnamed();
        var draft = Persona.unnamed();
        ok(draft.creates(draft.text("Hm.")));
        var created = ok(create(text(desk, "Desk"), ",\"tools\":[{\"name\":\"show\"}]"))
                .body();
        seen("it stands there", copies -> created.equals(copies.get(desk.id)));
        assertThat(copies()).doesNotContainKey(draft.id);

        ok(send("approver", "PUT", ROOT + "default/" + desk.id, null));
        seen("it is the one default", copies -> copies.values().stream()
                .filter(copy -> copy.get("default").asBoolean())
                .map(copy -> copy.get("id").asText())
                .toList()
                .equals(List.of(desk.id)));
        receptionIsTheDefaultAgain();

        var renamed = Persona.unnamed();
        ok(put(desk.id, text(renamed, "Desk")));
        seen("it is renamed", copies -> copies.containsKey(renamed.id) && !copies.containsKey(desk.id));
        ok(send("approver", "DELETE", ROOT + renamed.id, null));
        seen("it is gone", copies -> !copies.containsKey(renamed.id));
    }

    @Test
    void whileTheCopyCannotBeWrittenChangesGoOnAndItIsMadeUpFor() {
        var desk = Persona.unnamed();
        LocalMode.post(
                LocalMode.EMULATOR + "/emulator/faults",
                "{\"service\":\"cosmos\",\"kind\":\"refuse\",\"operation\":\"upsert\",\"path\":\"/dbs/sustineo/colls/VoiceConfigurations/docs\"}");

        ok(create(text(desk, "Desk"), ""));
        assertThat(copies()).doesNotContainKey(desk.id);

        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
        seen("it is there after all", copies -> copies.containsKey(desk.id));
    }

    @Test
    void whileTheStoreIsAwayTheyAreListedAndChangesFailInPlainWords() {
        LocalMode.post(
                LocalMode.EMULATOR + "/emulator/faults",
                "{\"service\":\"cosmos\",\"kind\":\"refuse\",\"path\":\"/colls/Personas\"}");

        assertThat(guest("GET", ROOT + "reception", PAGE).status()).isEqualTo(200);
        var refused = create(text(Persona.unnamed(), "Desk"), "");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("message").asText()).contains("cannot be reached now");
    }

    private static void seen(String what, Function<Map<String, ObjectNode>, Boolean> condition) {
        await(what).atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> condition.apply(copies()));
    }

    private static Map<String, ObjectNode> copies() {
        return COSMOS
                .getDatabase("sustineo")
                .getContainer("VoiceConfigurations")
                .queryItems("SELECT * FROM c", new CosmosQueryRequestOptions(), ObjectNode.class)
                .stream()
                .collect(Collectors.toMap(
                        document -> document.get("id").asText(),
                        document -> document.retain("id", "name", "content", "default", "tools")));
    }

    private static List<String> defaults(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.get("default").asBoolean())
                .map(one -> one.get("id").asText())
                .toList();
    }

    private static String text(Persona persona, String name) {
        return "---\nid: " + persona.id + "\nname: " + name + "\n---\nYou are a desk. Say \"hello\".\n";
    }

    private static Answer create(String content, String more) {
        return send("approver", "POST", ROOT, body(content, more));
    }

    private static Answer put(String id, String content) {
        return send("approver", "PUT", ROOT + id, body(content, ""));
    }

    private static String body(String content, String more) {
        var text = JsonNodeFactory.instance.textNode(content).toString();
        return "{\"content\":" + text + more + "}";
    }

    private static Answer send(String user, String method, String path, String json) {
        return LocalMode.as(user, method, path, json, Map.of());
    }

    /** A page of that origin, without a credential. */
    private static Answer guest(String method, String path, String origin) {
        return LocalMode.send(LocalMode.request(LocalMode.PARLEY + path)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode array(String tool) {
        return JsonNodeFactory.instance.arrayNode().add(object().put("name", tool));
    }
}
