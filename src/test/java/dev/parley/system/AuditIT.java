package dev.parley.system;

import static dev.parley.system.Persona.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The audit of everything: what never stands in it, and its pages. Alone, because the default persona changes for a moment. */
@Isolated
class AuditIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ROOT = "/api/v1/personas";
    private static final String TRIED_ON = "+15550912345";
    /** Secrets of local mode. */
    private static final Pattern SECRET = Pattern.compile("name=\"[a-z.-]+key\" value=\"([^\"]+)\"");

    @Test
    void neitherCallersNorTheirWordsNorKeysNorNumbersStandInIt() throws IOException {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Order desk of a test.", "language: en-US")
                .replace("tools: [end_call]", "tools: [look_up_order, end_call]")));
        ok(desk.publishes("{\"comment\":\"first\"}"));
        var first = desk.shown().body().get("published").get("revision").asText();
        try (var numbers = GivenNumbers.to(desk)) {
            var caller = Caller.calls(numbers.first);
            caller.untilParleySaid("Order desk of a test.", SOON);
            caller.saysFluently("Where is my order A-1042?");
            await("a tool was called and its answer told")
                    .atMost(SOON)
                    .until(() -> caller.asParleySeesIt().get("turns").findValuesAsText("act_ms").stream()
                            .anyMatch(ms -> !ms.equals("null")));
            caller.hangUp();
            caller.untilEnded(SOON);

            everyDeedIsDone(desk, first);
            var audit = exported();

            assertThat(audit.lines()
                            .filter(line -> line.contains(desk.id))
                            .map(line -> line.replaceAll(".*\"action\":\"([^\"]+)\".*", "$1")))
                    .contains(
                            "created",
                            "draft saved",
                            "draft discarded",
                            "published",
                            "published untested",
                            "canary started",
                            "canary changed",
                            "canary aborted",
                            "canary promoted",
                            "rolled back",
                            "tests passed",
                            "default changed");
            assertThat(audit).contains("numbers changed");
            for (var number : List.of(caller.number, numbers.first, numbers.second, TRIED_ON, Caller.ORDERS)) {
                assertThat(audit).doesNotContain(number.substring(1));
            }
            for (var word : List.of("A-1042", "Where is my order", "reading chair", "Order desk of a test")) {
                assertThat(audit).doesNotContain(word);
            }
            var secrets = SECRET.matcher(Files.readString(Path.of("liberty/local/settings.xml")));
            int known = 0;
            for (; secrets.find(); known++) {
                assertThat(audit).doesNotContain(secrets.group(1));
            }
            assertThat(known).as("secrets of local mode").isPositive();
        }
        desk.shown();
        assertThat(desk.does("DELETE", "", null).status()).isEqualTo(204);
        assertThat(exported()).contains("\"action\":\"deleted\"");
    }

    /** Back at its first revision in the end. */
    private static void everyDeedIsDone(Persona desk, String first) {
        ok(desk.saves(desk.text("Thrown away.")));
        ok(LocalMode.as("editor", "DELETE", ROOT + "/" + desk.id + "/draft", null, Map.of("If-Match", desk.version())));
        tests(desk);
        desk.shown();
        ok(desk.saves(desk.text("Untested.", "tests: [{name: one, conversation: [{say: Hello}]}]")));
        ok(desk.publishes("{\"untestedBecause\":\"it burns\"}"));
        var canary = "{\"canary\":{\"percent\":10,\"numbers\":[\"" + TRIED_ON + "\"]}}";
        ok(desk.saves(desk.text("Tried.")));
        ok(desk.publishes(canary));
        ok(desk.does("PUT", "/canary", "{\"percent\":20,\"numbers\":[\"" + TRIED_ON + "\"]}"));
        ok(desk.does("POST", "/canary/abort", "{\"comment\":\"not now\"}"));
        ok(desk.saves(desk.text("Tried again.")));
        ok(desk.publishes(canary));
        ok(desk.does("POST", "/canary/promote", "{\"comment\":\"good\"}"));
        ok(desk.does("POST", "/rollback", "{\"revision\":\"" + first + "\",\"comment\":\"it was better\"}"));
        ok(desk.does("PUT", "/default", null));
        ok(LocalMode.as("approver", "PUT", ROOT + "/reception/default", null, Map.of()));
        desk.shown();
    }

    private static void tests(Persona desk) {
        desk.shown();
        ok(desk.saves(desk.text("Tested.", "tests: [{name: one, conversation: [{say: Hello}]}]")));
        ok(LocalMode.as("editor", "POST", ROOT + "/" + desk.id + "/tests", "{\"mode\":\"text\"}", Map.of()));
        await("the audit tells of the run").atMost(SOON).until(() -> LocalMode.asViewer(
                        ROOT + "/audit?subject=" + desk.id)
                .body()
                .toString()
                .contains("tests passed"));
    }

    private static String exported() {
        var answer =
                LocalMode.as("viewer", "GET", ROOT + "/audit/export", null, Map.of("Accept", "application/x-ndjson"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.response().body();
    }

    @Test
    void pagesOfEverythingFollowEachOther() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Hello.")));
        ok(desk.publishes("{}"));
        ok(desk.saves(desk.text("Hello again.")));
        ok(desk.publishes("{\"untestedBecause\":\"two deeds of one moment\"}"));

        var found = new ArrayList<String>();
        var after = "";
        for (int page = 0; page < 3; page++) {
            var answer = ok(LocalMode.asViewer(ROOT + "/audit?limit=2" + after)).body();
            answer.get("entries")
                    .forEach(entry -> found.add(entry.get("subject").asText() + " " + entry.get("number")));
            after = "&after=" + answer.get("next").asText();
        }

        assertThat(found).hasSize(6).doesNotHaveDuplicates();
        assertThat(new HashSet<>(found))
                .contains(desk.id + " 5", desk.id + " 4", desk.id + " 3", desk.id + " 2", desk.id + " 1");
        assertThat(LocalMode.asViewer(ROOT + "/audit?page=2").status()).isEqualTo(422);
        assertThat(LocalMode.asViewer(ROOT + "/audit?after=yesterday").status()).isEqualTo(422);
    }
}
