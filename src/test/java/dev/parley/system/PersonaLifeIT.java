package dev.parley.system;

import static dev.parley.system.Persona.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A persona from its first draft to the caller's ear and back, as its administrators would do it. */
class PersonaLifeIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ROOT = "/api/v1/personas";

    @Test
    void whatIsPublishedIsWhatACallerHears() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Desk of the first revision.")));
        ok(desk.publishes("{\"comment\":\"first\"}"));
        var first = desk.shown().body().get("published").get("revision").asText();
        assertThat(greetingOf(desk)).contains("first revision");

        ok(desk.saves(desk.text("Desk of the second revision.")));
        assertThat(greetingOf(desk)).contains("first revision");
        ok(desk.publishes("{\"comment\":\"second\"}"));
        assertThat(greetingOf(desk)).contains("second revision");

        ok(desk.does("POST", "/rollback", "{\"revision\":\"" + first + "\",\"comment\":\"it was better\"}"));
        assertThat(greetingOf(desk)).contains("first revision");
        var proof =
                LocalMode.asViewer(ROOT + "/" + desk.id + "/revisions/verify").body();
        assertThat(proof.get("whole").asBoolean()).as(proof.toString()).isTrue();
        assertThat(proof.get("revisions").asInt()).isEqualTo(2);
    }

    @Test
    void onlyATextWhoseRequiredTestsPassedIsPublished() {
        var desk = Persona.unnamed();
        var test =
                "tests: [{name: opens, conversation: [{say: When are you open on Monday?, expect: {says: [\"%s\"]}}]}]";
        ok(desk.creates(desk.text("Hello.", test.formatted("midnight"))));
        assertThat(desk.publishes("{}").status()).isEqualTo(409);

        assertThat(tests(desk).get("passed").asBoolean()).isFalse();
        desk.shown();
        var refused = desk.publishes("{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("title").asText()).isEqualTo("Not tested");

        ok(desk.saves(desk.text("Hello.", test.formatted("9"))));
        var passed = tests(desk);
        assertThat(passed.get("passed").asBoolean()).as(passed.toString()).isTrue();
        assertThat(passed.get("tests")
                        .get(0)
                        .get("runs")
                        .get(0)
                        .get("transcript")
                        .toString())
                .contains("When are you open on Monday?");
        desk.shown();
        ok(desk.publishes("{\"comment\":\"tested\"}"));

        ok(desk.saves(desk.text("Hello again.", test.formatted("9"))));
        ok(desk.publishes("{\"untestedBecause\":\"the building burns\"}"));
        assertThat(LocalMode.asViewer(ROOT + "/audit?subject=" + desk.id)
                        .body()
                        .get("entries")
                        .get(1)
                        .get("comment")
                        .asText())
                .isEqualTo("the building burns");
    }

    /** Runs all tests and waits for what is kept of them, as the stream of events tells that they are over. */
    private static JsonNode tests(Persona desk) {
        var started = LocalMode.as("editor", "POST", ROOT + "/" + desk.id + "/tests", "{}", Map.of());
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        var run = ROOT + "/" + desk.id + "/tests/" + started.body().get("run").asText();
        var events = LocalMode.as("viewer", "GET", run + "/events", null, Map.of("Accept", "text/event-stream"));
        assertThat(events.response().body())
                .contains("event: runBegan", "event: runEnded", "event: testEnded", "event: ended");
        var kept = new JsonNode[1];
        await("the run is kept")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    kept[0] = LocalMode.asViewer(run).body();
                    return kept[0].hasNonNull("passed");
                });
        await("the audit tells of it").atMost(SOON).until(() -> LocalMode.asViewer(ROOT + "/audit?subject=" + desk.id)
                .body()
                .toString()
                .contains("run " + started.body().get("run").asText()));
        return kept[0];
    }

    @Test
    void aCanaryIsHeardByTheCallersItNames() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Desk as all hear it.")));
        ok(desk.publishes("{}"));
        ok(desk.saves(desk.text("Desk as some hear it.")));
        // who is called by us is the caller's number of an outbound call
        ok(desk.publishes("{\"canary\":{\"numbers\":[\"+15550777001\"]}}"));

        var shown = desk.shown().body();
        assertThat(shown.get("state").asText()).isEqualTo("canary");
        assertThat(shown.get("canary").get("percent").asInt()).isZero();
        assertThat(greetingOf(desk)).contains("all hear");
        ok(desk.does("POST", "/canary/promote", "{\"comment\":\"good\"}"));
        assertThat(greetingOf(desk)).contains("some hear");
    }

    @Test
    void whoSavesOverAnOlderVersionIsToldWhatChanged() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("One.")));
        var read = desk.version();
        ok(desk.saves(desk.text("Two.")));

        var late = Persona.sends("editor", "PUT", "/" + desk.id, desk.text("Three."), Map.of("If-Match", read));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().get("detail").asText()).contains("draft saved by editor");
        assertThat(Persona.sends("editor", "PUT", "/" + desk.id, desk.text("Three."), Map.of())
                        .status())
                .isEqualTo(428);
        assertThat(desk.shown().body().get("text").asText()).contains("Two.");
    }

    @Test
    void faultsAreToldWithLineAndColumnAndAreNotPublished() {
        var desk = Persona.unnamed();
        var created = ok(desk.creates(desk.text("Hello.", "turns: {endOfSpeechMS: 600}")));

        var finding = created.body().get("findings").get(0);
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("line").asInt()).isEqualTo(6);
        assertThat(finding.get("column").asInt()).isPositive();
        assertThat(finding.get("message").asText()).contains("endOfSpeechMs");
        var refused = desk.publishes("{}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("errors").get(0).asText()).startsWith("line 6, column");
        assertThat(valid(desk, desk.text("Hello."))).isTrue();
        assertThat(valid(desk, "---\nname: [\n---\nHello")).isFalse();
    }

    @Test
    void listsAreFilteredAndPaged() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("A greeting with the word marmalade in it.")));

        var byText =
                LocalMode.asViewer(ROOT + "?text=MARMALADE&name=" + desk.id).body();
        assertThat(byText.get("total").asInt()).isEqualTo(1);
        assertThat(byText.get("personas").get(0).get("state").asText()).isEqualTo("draft");
        assertThat(LocalMode.asViewer(ROOT + "?state=published&name=" + desk.id)
                        .body()
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(LocalMode.asViewer(ROOT + "?limit=1&page=2").body().get("personas"))
                .hasSize(1);
        assertThat(LocalMode.asViewer(ROOT + "?limit=0").status()).isEqualTo(422);
    }

    @Test
    void whatCannotBeIsRefusedInPlainWords() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Hello.")));

        assertThat(desk.creates(desk.text("Again.")).status()).isEqualTo(409);
        assertThat(Persona.sends("editor", "POST", "?id=schema", desk.text("Hi."), Map.of())
                        .status())
                .isEqualTo(422);
        assertThat(Persona.sends("editor", "POST", "?id=No-Id", desk.text("Hi."), Map.of())
                        .status())
                .isEqualTo(422);
        assertThat(Persona.sends("editor", "POST", "?id=" + desk.id + "-large", "x".repeat(5 << 20), Map.of())
                        .status())
                .isEqualTo(413);
        assertThat(LocalMode.as("approver", "PUT", ROOT + "/" + desk.id + "/default", null, Map.of())
                        .status())
                .isEqualTo(422);
        assertThat(LocalMode.as("approver", "PUT", ROOT + "/nobody/default", null, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(LocalMode.asViewer(ROOT + "/nobody").status()).isEqualTo(404);
        assertThat(LocalMode.as(
                                "approver",
                                "DELETE",
                                ROOT + "/reception",
                                null,
                                Map.of(
                                        "If-Match",
                                        LocalMode.asViewer(ROOT + "/reception").header("ETag")))
                        .body()
                        .get("detail")
                        .asText())
                .contains("it is the default", "it answers 1 number");
    }

    @Test
    void aPersonaIsCreatedOfAFileThatIsCalledAsItselfOrAsTheFile() {
        var named = Persona.unnamed();
        var unnamed = Persona.unnamed();

        assertThat(uploaded("any.prompty", named.text("Hello.")).get("id").asText())
                .isEqualTo(named.id);
        assertThat(uploaded(unnamed.id + ".prompty", "You are a desk.")
                        .get("id")
                        .asText())
                .isEqualTo(unnamed.id);
    }

    private static JsonNode uploaded(String file, String text) {
        var boundary = "boundary-of-parts";
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + text + "\r\n--" + boundary + "--\r\n";
        return ok(LocalMode.send(LocalMode.request(LocalMode.PARLEY + ROOT)
                        .header("Authorization", LocalMode.basic("editor"))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofString(body))))
                .body();
    }

    @Test
    void aPersonaIsJsonOrItsTextAsItIsAskedFor() {
        var path = ROOT + "/reception";

        assertThat(LocalMode.asViewer(path).body().get("id").asText()).isEqualTo("reception");
        var text = LocalMode.as("viewer", "GET", path, null, Map.of("Accept", "text/x-prompty"));
        assertThat(text.response().body()).startsWith("---\nname: reception");
        assertThat(text.header("Content-Type")).isEqualTo("text/x-prompty;charset=UTF-8");
    }

    @Test
    void aPreviewShowsWhatACallWouldSee() {
        var preview = LocalMode.as(
                        "viewer",
                        "POST",
                        ROOT + "/reception/preview",
                        "{\"inputs\":{\"weekday\":\"Friday\",\"date\":\"1 May 2026\"}}",
                        Map.of())
                .body();

        assertThat(preview.get("messages").get(0).get("text").asText()).contains("Today is Friday, 1 May 2026");
        assertThat(preview.get("greeting").asText()).contains("Lindqvist and Moor");
        assertThat(preview.get("tokens").asInt()).isBetween(200, 700);
    }

    @Test
    void whoDidWhatIsTold() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Hello.")));
        ok(desk.publishes("{\"comment\":\"for the first time\"}"));

        var entries =
                LocalMode.asViewer(ROOT + "/audit?subject=" + desk.id).body().get("entries");
        assertThat(entries.get(0).get("who").asText()).isEqualTo("approver");
        assertThat(entries.get(0).get("action").asText()).isEqualTo("published");
        assertThat(entries.get(0).get("comment").asText()).isEqualTo("for the first time");
        assertThat(entries.get(1).get("action").asText()).isEqualTo("created");
    }

    private static boolean valid(Persona desk, String text) {
        return Persona.sends("viewer", "POST", "/" + desk.id + "/validate", text, Map.of())
                .body()
                .get("valid")
                .asBoolean();
    }

    /** As somebody hears it whom this persona calls. */
    private static String greetingOf(Persona desk) {
        var number = "+1555088%04d".formatted(Math.floorMod(System.nanoTime(), 10_000));
        var placed = LocalMode.asOperator(
                "POST",
                "/api/v1/calls/initiate",
                "{\"target_number\":\"" + number + "\",\"context\":{\"persona\":\"" + desk.id + "\"}}");
        assertThat(placed.status()).as(placed.response().body()).isEqualTo(200);
        var id = placed.body().get("call_id").asText();
        var callee = Caller.called(number, SOON);
        var said = new String[1];
        await("greeting").atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> {
            said[0] = LocalMode.asViewer("/api/v1/calls/" + id).body().toString();
            return said[0].contains("revision") && said[0].contains("Desk of") || said[0].contains("hear it");
        });
        callee.hangUp();
        return said[0];
    }
}
