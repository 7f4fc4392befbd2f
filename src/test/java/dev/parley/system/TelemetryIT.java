package dev.parley.system;

import static dev.parley.system.Caller.bargesIn;
import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/** What leaves the house about a call: all it should say, and not a word of what was said. */
@Isolated("reads all that the server exports")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryIT {
    private static final String SECRET_WORD = "marmalade";
    private static final String ANSWERED_WORD = "quincunx";
    private static final String CALLED = "+15550430001";

    private String number;
    private String callId;
    private List<Span> ofTheCall;

    @BeforeAll
    void aCallIsMade() {
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/telemetry");
        var caller = Caller.calls(
                Caller.RECEPTION,
                says("Do you sell " + SECRET_WORD + "?"),
                says("When are you open on Monday?"),
                bargesIn("And where is your office?", 3),
                says("Thank you. Goodbye!"));
        number = caller.number;
        caller.modelIsToSay("sell", "We have no " + ANSWERED_WORD + ".");
        var guest = Caller.calls(Caller.CONCIERGE, says("Do you sell " + SECRET_WORD + "?"), hangsUp());
        var view = caller.untilEnded(Duration.ofSeconds(90));
        guest.untilEnded(Duration.ofSeconds(90));
        callId = idOfTheCallBy(caller);
        assertThat(Caller.allHeard(view)).as("spoken").contains(ANSWERED_WORD);
        for (var id : List.of(callId, idOfTheCallBy(guest))) {
            assertThat(shown(id).get("transcript").toString()).as("understood").containsIgnoringCase(SECRET_WORD);
        }
        ofTheCall = await("the call's trace is exported")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Exports.trace(callId), spans -> !spans.isEmpty());
    }

    private static String idOfTheCallBy(Caller caller) {
        for (var call : LocalMode.asViewer("/api/v1/calls/?limit=100").body().get("calls")) {
            if (call.get("participants").toString().contains(caller.number)) {
                return call.get("call_id").asText();
            }
        }
        throw new AssertionError("Parley lists no call from " + caller.number);
    }

    private static JsonNode shown(String id) {
        return LocalMode.asViewer("/api/v1/calls/" + id).body();
    }

    @Test
    void oneTraceHoldsTheCallItsTurnsAndTheirStagesAndNoFrames() throws InvalidProtocolBufferException {
        assertThat(ofTheCall)
                .extracting(Span::getName)
                .contains("call", "recognition", "turn", "turn.hear", "turn.think", "turn.speak", "acs answer");
        assertThat(ofTheCall)
                .extracting(Span::getTraceId)
                .containsOnly(ofTheCall.getFirst().getTraceId());
        // a call of half a minute has 1,500 frames each way
        assertThat(ofTheCall).as("spans of one call").hasSizeLessThan(120);
        var whoseverTheyAre = Exports.spans().stream().collect(groupingBy(Span::getName, counting()));
        assertThat(whoseverTheyAre)
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThan(500));
        assertThat(ofTheCall)
                .allSatisfy(span -> assertThat(span.getEventsCount()).isLessThan(60));
    }

    @Test
    void aCallThatARequestBeganIsInThatRequestsTrace() throws InvalidProtocolBufferException {
        var trace = UUID.randomUUID().toString().replace("-", "");
        LocalMode.post(
                LocalMode.EMULATOR + "/emulator/callees",
                "{\"number\":\"" + CALLED + "\",\"script\":[{\"hangUp\":true}]}");
        var placed = LocalMode.as(
                "operator",
                "POST",
                "/api/v1/calls/initiate",
                "{\"target_number\":\"" + CALLED + "\"}",
                Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
        var id = placed.body().get("call_id").asText();

        var spans = await("the call's trace is exported")
                .atMost(Duration.ofSeconds(40))
                .until(() -> Exports.trace(id), all -> !all.isEmpty());

        assertThat(spans).extracting(Span::getName).contains("call", "acs create");
        assertThat(HexFormat.of().formatHex(spans.getFirst().getTraceId().toByteArray()))
                .isEqualTo(trace);
    }

    @Test
    void theCallNamesItsConnectionAndEverySpanOfAServiceWhomItAsks() {
        var connection = Exports.attribute(named("call"), "rt.call.connection_id");
        assertThat(connection).isNotEmpty();
        assertThat(Exports.attribute(named("acs answer"), "rt.call.connection_id"))
                .isEqualTo(connection);
        for (var name : List.of("acs answer", "recognition", "turn.think", "turn.speak")) {
            assertThat(Exports.attribute(named(name), "server.address"))
                    .as(name)
                    .isEqualTo("localhost");
            assertThat(Exports.attribute(named(name), "net.peer.name")).as(name).isEqualTo("localhost");
        }
        assertThat(Exports.attribute(named("acs answer"), "http.request.method"))
                .isEqualTo("POST");
        assertThat(Exports.attribute(named("recognition"), "network.protocol.name"))
                .isEqualTo("websocket");
        assertThat(Exports.attribute(named("call"), "network.protocol.name")).isEqualTo("websocket");
    }

    private Span named(String name) {
        return ofTheCall.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name));
    }

    @Test
    void serviceNamesStandOnTheResourceAlone() throws InvalidProtocolBufferException {
        for (var body : Exports.of("traces")) {
            for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
                assertThat(resource.getResource().getAttributesList())
                        .anyMatch(attribute -> attribute.getKey().equals("service.name"));
                assertThat(resource.getScopeSpansList().stream()
                                .flatMap(scope -> scope.getSpansList().stream())
                                .flatMap(span -> span.getAttributesList().stream()))
                        .noneMatch(attribute -> attribute.getKey().startsWith("service."));
            }
        }
    }

    @Test
    void everyStageOfATurnIsAHistogram() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(metrics())
                .contains(
                        "parley.turn.endpointing",
                        "parley.turn.hear",
                        "parley.turn.first_token",
                        "parley.turn.first_piece",
                        "parley.turn.first_audio",
                        "parley.turn.first_sound",
                        "parley.turn.reply",
                        "parley.cut.stop",
                        "parley.decisions",
                        "parley.model.tokens",
                        "parley.turns",
                        "parley.calls",
                        "parley.calls.live"));
    }

    @Test
    void noSpokenWordAndNoNumberLeavesTheHouse() {
        await("the logs are exported").atMost(Duration.ofSeconds(10)).until(this::logsTellOfTheCall);
        await("metrics are, too").atMost(Duration.ofSeconds(10)).until(() -> metrics()
                .contains("parley.turn.reply"));
        for (var signal : List.of("traces", "metrics", "logs")) {
            for (var body : Exports.of(signal)) {
                var text = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
                for (var told : List.of(SECRET_WORD, ANSWERED_WORD, number, Caller.RECEPTION, Caller.CONCIERGE)) {
                    assertThat(text.contains(told.replace("+", "")))
                            .as(told + " in " + signal)
                            .isFalse();
                }
            }
        }
    }

    /** Calls come to us by an address with a secret in it, and their media by one with the call's own key. */
    @Test
    void noSecretOfAnAddressLeavesTheHouse() throws InvalidProtocolBufferException {
        LocalMode.get(LocalMode.PARLEY + "/api/voice/desk?ticket=" + SECRET_WORD);
        LocalMode.asViewer("/api/v1/personas?text=" + SECRET_WORD);
        await("these are exported").atMost(Duration.ofSeconds(20)).until(() -> queries().stream()
                .anyMatch(query -> query.startsWith("text=")));

        assertThat(queries()).isNotEmpty().allMatch(query -> query.matches("([\\w-]+=\\*|\\*)(&([\\w-]+=\\*|\\*))*"));
    }

    /** Of requests to Parley; the emulator in the same server is asked by tests alone. */
    private List<String> queries() throws InvalidProtocolBufferException {
        return Exports.spans().stream()
                .filter(span -> Exports.attribute(span, "url.path").startsWith("/api/"))
                .map(span -> Exports.attribute(span, "url.query"))
                .filter(query -> !query.isEmpty())
                .toList();
    }

    @Test
    void theCallShowsWhatEachTurnTook() {
        var call = shown(callId);
        assertThat(call.get("transcript")).as("kept to the last word").last().satisfies(line -> assertThat(
                        line.get("speaker").asText())
                .isEqualTo("agent"));
        var turns = call.get("turns");

        assertThat(turns).hasSizeGreaterThanOrEqualTo(3);
        var answer = turns.get(1);
        assertThat(answer.get("cause").asText()).isEqualTo("caller");
        for (var part : List.of(
                "endpointing_ms",
                "hear_ms",
                "first_token_ms",
                "first_piece_ms",
                "first_audio_ms",
                "first_sound_ms",
                "reply_ms")) {
            assertThat(answer.get(part).isNumber()).as(part + " of " + answer).isTrue();
        }
    }

    private List<String> metrics() throws InvalidProtocolBufferException {
        var names = new ArrayList<String>();
        for (var body : Exports.of("metrics")) {
            ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().stream()
                    .flatMap(resource -> resource.getScopeMetricsList().stream())
                    .flatMap(scope -> scope.getMetricsList().stream())
                    .forEach(metric -> names.add(metric.getName()));
        }
        return names;
    }

    private boolean logsTellOfTheCall() throws InvalidProtocolBufferException {
        for (var body : Exports.of("logs")) {
            if (ExportLogsServiceRequest.parseFrom(body).toString().contains(callId)) {
                return true;
            }
        }
        return false;
    }
}
