package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The voice sockets of the earlier web clients, by frames as those clients send them. */
@Order(Shared.LAST)
@ResourceLock(value = Shared.REALTIME, mode = ResourceAccessMode.READ)
@Execution(ExecutionMode.CONCURRENT)
class EarlierVoiceIT {
    private static final String CONCIERGE = "/voice/concierge"; // one speech-to-speech model
    private static final String GREETING = "Good day, this is the concierge of the Harbour Hotel.";
    /** Whoever still sends may lose the frame that tells why, and says of the reset whatever its client does. */
    private static final String TOO_LARGE = "1009 .*|1006 .*";

    private static final String SETTINGS = "{\"id\":\"%s\",\"type\":\"settings\",\"settings\":{\"user\":\"Seth\"}}";

    @Test
    void aBrowserOfTheFirstClientIsGreetedAndAnswered() {
        try (var browser = VoiceBrowser.sustineo(CONCIERGE)) {
            browser.opensTheMicrophone()
                    .sendsRecorded("settings")
                    .sendsRecorded("interrupt")
                    .hears(GREETING);
            browser.gets("greeting as heard", message("assistant", GREETING));

            browser.says("When is breakfast served?").hears("7 in the morning");

            browser.gets("question as recognised", message("user", "When is breakfast served?"));
            browser.gets("answer as heard", message("assistant", "7 in the morning"));
            assertThat(browser.longestFrameMs()).isLessThan(1_000);
            assertThat(consoles(browser)).anySatisfy(told -> assertThat(told)
                    .contains("not used: detection_type, transcription_model, threshold"));
        }
    }

    @Test
    void atTheKeyedSocketTheDefaultPersonaAnswersWhatIsTyped() {
        try (var browser = VoiceBrowser.sustineo(keyed())) {
            browser.sendsRecorded("settings-ms").sendsRecorded("interrupt").hears("Lindqvist and Moor");

            browser.sends(typed("What are your opening hours on Saturday?")).sendsRecorded("interrupt");

            var tool = browser.gets(
                    "the tool's end", frame -> frame.path("status").asText().equals("completed"));
            assertThat(tool.get("name").asText()).isEqualTo("opening_hours");
            browser.hears("noon").gets("answer as heard", message("assistant", "noon"));
        }
    }

    @Test
    void whoSpeaksUpIsHeardAndTheAssistantKeepsOnlyWhatWasHeard() {
        try (var browser = VoiceBrowser.sustineo(CONCIERGE)) {
            browser.opensTheMicrophone().sendsRecorded("settings").hears("Good day,");
            browser.says("Stop please, where can I park my car?");

            browser.gets("interrupt", type("interrupt"));
            var greeting = browser.gets("greeting as heard", message("assistant", "Good day"));
            assertThat(greeting.get("content").asText()).doesNotContain("What can I do for you");
            browser.hears("Rope Lane");
        }
    }

    @Test
    void newSettingsBeginAnewWithThePersonaTheyName() {
        try (var browser = VoiceBrowser.sustineo(CONCIERGE)) {
            browser.sendsRecorded("settings").gets("the first", console("Concierge"));
            browser.sends(SETTINGS.formatted("reception")).gets("the second", console("Reception"));
            browser.hears("Lindqvist and Moor");
            browser.sends(SETTINGS.formatted("no-such-persona"));
            browser.gets(
                    "the path's again",
                    frame -> consoles(browser).stream()
                                    .filter(told -> told.contains("Concierge"))
                                    .count()
                            == 2);
        }
    }

    @Test
    void aToolOfTheBrowserIsAnsweredByItAndItsLaterResultIsSpokenOf() {
        var id = persona("[{\"id\":\"m\",\"name\":\"Show Map\",\"type\":\"client\",\"description\":\"Shows a map.\","
                + "\"parameters\":[]}]");
        modelIsToSay(id, "[show_map] The map of Oslo", "There it is, the town of Oslo.");
        try (var browser = VoiceBrowser.sustineo("/voice/" + id)) {
            browser.sendsRecorded("settings").hears("Hello there.");
            browser.sends(typed("Please show me the map.")).sendsRecorded("interrupt");

            var call = browser.gets("function", type("function"));
            assertThat(call.get("name").asText()).isEqualTo("show_map");
            assertThat(call.get("arguments").isObject()).isTrue();
            browser.sends(completion(call, "It is in progress."))
                    .sends(completion(call, "The map of Oslo is on the screen."));

            browser.hears("It is in progress.").hears("There it is, the town of Oslo.");
            browser.gets("answer as heard", message("assistant", "Oslo"));
        }
    }

    @Test
    void aToolOfThisServerThatTheBrowserIsAskedForRunsHere() {
        var id = persona("[{\"id\":\"h\",\"name\":\"opening_hours\",\"type\":\"function_agent\","
                + "\"description\":\"Tells the opening hours of a day.\","
                + "\"parameters\":[{\"name\":\"day\",\"type\":\"string\",\"required\":true}]}]");
        var key = UUID.randomUUID().toString();
        try (var browser = VoiceBrowser.sustineo("/voice/" + id)) {
            browser.sends(SETTINGS.formatted(key)).hears("Hello there.");
            browser.sends(typed("What are your opening hours on Saturday?")).sendsRecorded("interrupt");
            var call = browser.gets("function", type("function"));

            assertThat(asks(key, call, "no_such_tool").status()).isEqualTo(404);
            assertThat(asks("another", call, "opening_hours")
                            .body()
                            .get("error")
                            .asText())
                    .isEqualTo("Connection not found");
            assertThat(asks(key, call, "opening_hours").status()).isEqualTo(202);

            var done = browser.gets("agent frame", frame -> frame.path("output").asBoolean());
            assertThat(done.get("call_id")).isEqualTo(call.get("call_id"));
            var item = done.get("content").get("content").get(0);
            assertThat(item.get("type").asText()).isEqualTo("text");
            assertThat(item.get("value").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"realtime, completed, true", "cascade, failed: this persona cannot see pictures, false"})
    void aPictureThatTheBrowserTakesIsShownToAModelThatSees(String pipeline, String status, boolean output) {
        var id = persona(
                pipeline,
                "[{\"id\":\"p\",\"name\":\"Take Picture\",\"type\":\"client\",\"description\":\"Takes a picture.\","
                        + "\"parameters\":[]}]");
        var key = UUID.randomUUID().toString();
        try (var browser = VoiceBrowser.sustineo("/voice/" + id)) {
            browser.sends(SETTINGS.formatted(key)).hears("Hello there.");
            browser.sends(typed("Please take a picture.")).sendsRecorded("interrupt");
            var call = browser.gets("function", type("function"));
            browser.sends(completion(call, "The camera is open."));

            assertThat(asks(key, call, "take_picture", "{\"image\":\"https://evil.example/x.png\"}")
                            .status())
                    .isEqualTo(422);
            assertThat(asks(key, call, "take_picture", "{\"image\":\"data:image/png;base64,iVBORw0KGgo=\"}")
                            .status())
                    .isEqualTo(202);

            var told = browser.gets("agent frame", type("agent"));
            assertThat(told.get("status").asText()).isEqualTo(status);
            assertThat(told.get("output").asBoolean()).isEqualTo(output);
            browser.sends(completion(call, "This has come of it.")).hears("The camera is open.");
        }
    }

    @Test
    void aSecondSocketOfTheSameIdClosesTheFirst() {
        var path = keyed();
        try (var first = VoiceBrowser.sustineo(path);
                var second = VoiceBrowser.sustineo(path)) {
            assertThat(first.untilClosed()).isEqualTo("1008 another socket was opened for the same id");
            second.sendsRecorded("settings").gets("a talk", type("console"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"video\"}|1002 settings must come first",
                "hello|1007 not a JSON object",
                "{\"type\":\"settings\",\"settings\":7}|1007 settings must be an object"
            })
    void aWrongFirstFrameIsToldAndClosed(String frame, String closed) {
        try (var browser = VoiceBrowser.sustineo(keyed())) {
            assertThat(browser.sends(frame).untilClosed()).isEqualTo(closed);
            assertThat(browser.frames())
                    .extracting(told -> told.get("type").asText())
                    .containsExactly("error", "message");
        }
    }

    @Test
    void whoSendsNoSettingsIsToldAndClosed() {
        try (var browser = VoiceBrowser.sustineo(keyed())) {
            browser.sendsRecorded("audio").sendsRecorded("interrupt");
            assertThat(browser.untilClosed()).isEqualTo("1002 how to begin was not told within 10 s");
            browser.gets("words for people", message("assistant", "not told"));
        }
    }

    @Test
    void aPersonaThatThereIsNotIsToldAndClosed() {
        try (var browser = VoiceBrowser.sustineo("/voice/no-such-persona")) {
            assertThat(browser.sendsRecorded("settings").untilClosed()).isEqualTo("1013 no such persona");
            browser.gets("words for people", message("assistant", "no such persona"));
        }
    }

    @Test
    void garbageWithinATalkIsToldAndBounded() {
        try (var browser = VoiceBrowser.sustineo(CONCIERGE)) {
            browser.sendsRecorded("settings").gets("a talk", type("console"));
            browser.sendsRecorded("unknown").gets("what is not handled", console("Unhandled message"));
            browser.sends("{\"type\":\"audio\",\"content\":\"AAAA\"}").gets("odd audio", console("within a sample"));
            for (var time = 0; time < 20; time++) {
                browser.sends("[[[");
            }
            assertThat(browser.untilClosed()).isEqualTo("1007 not a JSON object");
        }
    }

    @Test
    void binaryAndHugeMessagesAreClosed() {
        try (var browser = VoiceBrowser.sustineo(keyed())) {
            assertThat(browser.sendsBinary(new byte[960]).untilClosed()).isEqualTo("1003 text messages only");
        }
        try (var browser = VoiceBrowser.sustineo(keyed())) {
            browser.sendsRecorded("settings").beginsToSend("x".repeat(10 << 20));
            assertThat(browser.untilClosed()).matches(TOO_LARGE);
        }
        try (var browser = VoiceBrowser.contoso("/api/voice")) {
            browser.beginsToSend("{\"type\":\"audio\",\"payload\":\"" + "A".repeat(10 << 20) + "\"}");
            assertThat(browser.untilClosed()).matches(TOO_LARGE);
        }
        try (var next = VoiceBrowser.sustineo(keyed())) {
            next.sendsRecorded("settings").gets("a talk all the same", type("console"));
        }
    }

    @Test
    void whoNeverReadsIsBoundedAndItsTalkEnds() {
        try (var browser = VoiceBrowser.sustineo(CONCIERGE)) {
            var began = browser.sendsRecorded("settings").gets("a talk", console("answers"));
            var call = began.get("payload").get("message").asText().split(":")[0];
            browser.readsNoMore().floodsUntilNobodyTakesIt("{\"type\":\"x\"}");

            await("the talk is over").atMost(Duration.ofSeconds(30)).until(() -> LocalMode.asOperator(
                            "GET", "/api/v1/calls/" + call, null)
                    .body()
                    .path("status")
                    .asText()
                    .matches("disconnected|failed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/voice/k", "/voice/concierge", "/api/voice"})
    void foreignPagesAreRefusedBeforeTheUpgrade(String path) {
        assertThat(VoiceBrowser.refusal(path, Map.of("Origin", "https://evil.example")))
                .isEqualTo(401);
        assertThat(VoiceBrowser.refusal(path + "?ticket=guessed", Map.of())).isEqualTo(401);
        assertThat(VoiceBrowser.refusal(path, Map.of("Origin", "http://localhost:5173")))
                .isEqualTo(101);
    }

    @Test
    void aTicketOpensOnceAndItsUserTalks() {
        var path = keyed();
        var ticket = LocalMode.as("talker", "POST", "/api/v1/tickets", "{\"path\":\"" + path + "\"}", Map.of())
                .body()
                .get("ticket")
                .asText();
        try (var browser = VoiceBrowser.sustineo(path + "?ticket=" + ticket)) {
            browser.sendsRecorded("settings").gets("a talk", console("answers"));
        }
        assertThat(VoiceBrowser.refusal(path + "?ticket=" + ticket, Map.of())).isEqualTo(401);
    }

    @Test
    void aBrowserOfTheShopIsGreetedAndAnsweredInViewOfTheChat() {
        try (var browser = VoiceBrowser.contoso("/api/voice")) {
            browser.sendsRecorded("messages")
                    .sendsRecorded("user")
                    .sendsRecorded("interrupt")
                    .opensTheMicrophone()
                    .hears("Lindqvist and Moor");
            browser.gets("session", payload("console", "session.created"));
            browser.gets("what is not used", payload("console", "not used: threshold, silence, prefix"));
            browser.gets("greeting as heard", payload("assistant", "Lindqvist and Moor"));

            browser.says("What are your opening hours on Saturday?").hears("noon");
            browser.gets("question as recognised", payload("user", "What are your opening hours on Saturday?"));
            browser.gets("answer as heard", payload("console", "\"role\":\"assistant\""));
            assertThat(browser.frames())
                    .noneMatch(frame -> !frame.get("payload").isTextual());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"video\",\"payload\":\"\"}|1002 messages and user must come first",
                "{\"type\":\"messages\",\"payload\":\"x\"}|1007 not JSON",
                "{\"type\":\"user\",\"payload\":\"Seth\"}|1007 not JSON"
            })
    void aWrongFirstFrameOfTheShopIsToldAndClosed(String frame, String closed) {
        try (var browser = VoiceBrowser.contoso("/api/voice")) {
            assertThat(browser.sends(frame).untilClosed()).isEqualTo(closed);
            browser.gets("words", payload("console", "There is no conversation"));
        }
    }

    private static String keyed() {
        return "/api/voice/" + UUID.randomUUID();
    }

    /** A persona of one speech-to-speech model whose browser has these tools. */
    private static String persona(String tools) {
        return persona("realtime", tools);
    }

    private static String persona(String pipeline, String tools) {
        var voice = pipeline.equals("realtime") ? "marin" : "en-US-AvaMultilingualNeural";
        var id = Persona.unnamed().id;
        var text = "---\\nid: " + id + "\\nname: Map desk\\nparley:\\n  pipeline: " + pipeline
                + "\\n  voice: " + voice + "\\n"
                + "  greeting: Hello there.\\n---\\nsystem:\\nYou are the desk " + id + ".\\n";
        var made = LocalMode.as(
                "approver",
                "POST",
                "/api/configuration/",
                "{\"content\":\"" + text + "\",\"tools\":" + tools + "}",
                Map.of());
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        return id;
    }

    /** Where these words reach the model of this persona it answers with {@code text}. */
    private static void modelIsToSay(String persona, String when, String text) {
        var script =
                "{\"forCall\":\"" + persona + "\",\"turns\":[{\"when\":\"" + when + "\",\"say\":\"" + text + "\"}]}";
        assertThat(LocalMode.post(LocalMode.EMULATOR + "/emulator/thinking/script", script)
                        .status())
                .isEqualTo(201);
    }

    private static LocalMode.Answer asks(String connection, JsonNode call, String name) {
        return asks(connection, call, name, "{}");
    }

    private static LocalMode.Answer asks(String connection, JsonNode call, String name, String arguments) {
        var body = "{\"call_id\":" + call.get("call_id") + ",\"id\":" + call.get("id") + ",\"name\":\"" + name
                + "\",\"arguments\":" + arguments + "}";
        return LocalMode.post(LocalMode.PARLEY + "/api/agent/" + connection, body);
    }

    private static String typed(String text) {
        return "{\"id\":\"t\",\"type\":\"message\",\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    private static String completion(JsonNode call, String output) {
        return "{\"id\":\"f\",\"type\":\"function_completion\",\"call_id\":" + call.get("call_id") + ",\"output\":\""
                + output + "\"}";
    }

    private static Predicate<JsonNode> type(String type) {
        return frame -> frame.get("type").asText().equals(type);
    }

    private static Predicate<JsonNode> console(String words) {
        return frame -> frame.path("payload").path("message").asText().contains(words);
    }

    private static Predicate<JsonNode> message(String role, String words) {
        return frame -> frame.path("role").asText().equals(role)
                && frame.path("content").asText().contains(words);
    }

    private static Predicate<JsonNode> payload(String type, String words) {
        return type(type).and(frame -> frame.get("payload").asText().contains(words));
    }

    private static List<String> consoles(VoiceBrowser browser) {
        return browser.frames().stream()
                .map(frame -> frame.path("payload").path("message").asText())
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
