package dev.parley.conversation.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.PersonaId;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.Opening;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnObserver.Stage;
import dev.parley.conversation.TurnReport;
import dev.parley.sessions.ConversationSnapshot;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OtelTurnsTest {
    private static final long MS = 1_000_000;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final TurnId TURN = new TurnId(1);
    private static final TurnReport REPORT = new TurnReport(
            TURN,
            "caller",
            "cut",
            true,
            OptionalLong.of(300),
            OptionalLong.of(900),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.of(20),
            OptionalLong.of(700),
            OptionalLong.of(1_100));

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OtelTurns observer = new OtelTurns(
            SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build()
                    .get("test"),
            new Peers(Optional.of("speech.test"), Optional.of("chat.test"), Optional.of("voice.test")));

    @Test
    void aCallIsOneTraceWithASpanPerTurnAndItsStagesBelow() {
        var start = System.nanoTime();
        observer.began(opening(), start);
        observer.turnBegan("call-1", TURN, "caller", start + 100 * MS);
        observer.stageEnded(
                "call-1", TURN, Stage.THINK, start + 110 * MS, start + 150 * MS, Map.of("first_token_ms", 30));
        observer.stageEnded("call-1", TURN, Stage.SPEAK, start + 150 * MS, start + 160 * MS, Map.of());
        observer.decided("call-1", TURN, "cut", Map.of("reason", "barge-in"), start + 160 * MS);
        observer.turnEnded("call-1", REPORT, start + 170 * MS);
        observer.ended("call-1", Ending.CALLER_HUNG_UP, Duration.ofMillis(200), start + 200 * MS);

        var call = span("call");
        var turn = span("turn");
        var think = span("turn.think");
        assertThat(call.getTraceId()).isEqualTo(TRACE).isEqualTo(think.getTraceId());
        assertThat(call.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(call.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(call.getAttributes().get(AttributeKey.stringKey("rt.call.connection_id")))
                .isEqualTo("connection-1");
        assertThat(call.getAttributes().get(AttributeKey.stringKey("rt.session.id")))
                .isEqualTo("call-1");
        assertThat(turn.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(turn.getEvents())
                .singleElement()
                .extracting(event -> event.getName())
                .isEqualTo("cut");
        assertThat(think.getParentSpanId()).isEqualTo(turn.getSpanId());
        assertThat(think.getAttributes().asMap().toString())
                .contains("server.address=chat.test", "network.protocol.name=http", "http.request.method=POST");
        assertThat(span("turn.speak").getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span("turn.speak").getAttributes().asMap().toString()).contains("server.address=speech.test");
        assertThat(span("recognition").getAttributes().asMap().toString())
                .contains("server.address=speech.test", "net.peer.name=speech.test", "network.protocol.name=websocket");
        assertThat(think.getEndEpochNanos() - think.getStartEpochNanos()).isEqualTo(40 * MS);
        assertThat(call.getEndEpochNanos() - call.getStartEpochNanos()).isEqualTo(200 * MS);
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("+15551230000", "span.kind");
    }

    @Test
    void aSpeechToSpeechModelIsASpanOfItsOwnUntilTheRecognisersTakeOver() {
        observer.began(opening(Pipeline.REALTIME), 0);
        observer.decided("call-1", TURN, "rollover", Map.of("gap", true), 5 * MS);
        observer.decided("call-1", TURN, "engine fell back", Map.of("reason", "refused"), 10 * MS);
        observer.decided("call-1", TURN, "hearing lost", Map.of("reason", "reset"), 15 * MS);
        observer.ended("call-1", Ending.CALLER_HUNG_UP, Duration.ofMillis(20), 20 * MS);

        var model = span("realtime");
        var recognition = span("recognition");
        assertThat(model.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(peer(model)).isEqualTo("openai");
        assertThat(peer(recognition)).isEqualTo("speech");
        assertThat(model.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(model.getEvents())
                .extracting(EventData::getName)
                .containsExactly("rollover", "engine fell back", "error");
        assertThat(recognition.getStartEpochNanos()).isEqualTo(model.getEndEpochNanos());
        assertThat(recognition.getEvents()).extracting(EventData::getName).containsExactly("hearing lost", "error");
    }

    @Test
    void aFailureIsTheStatusOfItsTurn() {
        observer.began(opening(), 0);
        observer.turnBegan("call-1", TURN, "caller", 0);
        observer.decided("call-1", TURN, "answer failed", Map.of("reason", "timeout"), 1);
        observer.ended("call-1", Ending.FAILED, Duration.ofMillis(1), 2);

        assertThat(span("turn").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("turn").getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("answer_failed");
        assertThat(span("turn").getEvents())
                .filteredOn(event -> event.getName().equals("error"))
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().asMap().toString())
                        .contains("error.type=answer_failed", "error.message=answer failed: timeout"));
        assertThat(span("call").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void whatWasLostOfTheCallersAudioFailsTheHearingAndNotTheCall() {
        observer.began(opening(), 0);
        observer.turnBegan("call-1", TURN, "caller", 0);
        observer.decided("call-1", TURN, "caller audio lost", Map.of("ms", 500), 1);
        observer.ended("call-1", Ending.CALLER_HUNG_UP, Duration.ofMillis(1), 2);

        assertThat(span("turn").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span("call").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span("recognition").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("recognition").getEvents())
                .extracting(EventData::getName)
                .containsExactly("caller audio lost", "error");
    }

    @Test
    void turnsNameWhoHasTheCallAndAnotherEngineHearsInASpanOfItsOwn() {
        observer.began(opening(), 0);
        observer.handedOver("call-1", persona("sales", Pipeline.REALTIME), 1);
        observer.turnBegan("call-1", TURN, "hand-off", 2);
        observer.ended("call-1", Ending.CALLER_HUNG_UP, Duration.ofMillis(1), 3);

        assertThat(span("turn").getAttributes().get(AttributeKey.stringKey("rt.persona.id")))
                .isEqualTo("sales");
        assertThat(peer(span("recognition"))).isEqualTo("speech");
        assertThat(peer(span("realtime"))).isEqualTo("openai");
    }

    @Test
    void aCallThatGoesOnElsewhereIsLinkedToWhereItWas() {
        observer.began(opening(), 0);
        var span = observer.traceParent("call-1");
        observer.ended("call-1", Ending.TAKEN_OVER, Duration.ofMillis(1), 1);
        var there = span("call").getSpanContext();
        spans.reset();

        observer.began(opening(Pipeline.CASCADE, Optional.of(memory(span))), 2);
        observer.ended("call-1", Ending.CALLER_HUNG_UP, Duration.ofMillis(2), 3);

        assertThat(span("call").getTraceId()).isEqualTo(TRACE);
        assertThat(span("call").getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getSpanContext().getTraceId()).isEqualTo(there.getTraceId());
            assertThat(link.getSpanContext().getSpanId()).isEqualTo(there.getSpanId());
        });
    }

    @Test
    void aMemoryThatNamesNoSpanIsLinkedToNothing() {
        observer.began(opening(Pipeline.CASCADE, Optional.of(memory(Optional.empty()))), 0);
        observer.ended("call-1", Ending.CALLER_HUNG_UP, Duration.ofMillis(2), 1);

        assertThat(span("call").getLinks()).isEmpty();
        assertThat(observer.traceParent("call-1")).isEmpty();
    }

    private static ConversationSnapshot memory(Optional<String> traceParent) {
        return new ConversationSnapshot(
                "call-1", "reception", "1", 1, Duration.ofSeconds(3), List.of(), "", Map.of(), traceParent);
    }

    @Test
    void eventsOfACallThatIsOverAreNoError() {
        observer.turnEnded("unknown", REPORT, 0);
        observer.ended("unknown", Ending.LINE_LOST, Duration.ZERO, 0);
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aLogEventIsReadByMachines() {
        assertThat(LogEvent.of("cut", "c", "t", Map.of("turn", 3, "reason", "a \"b\"")))
                .isEqualTo("event=\"cut\" call=\"c\" trace=\"t\" reason=\"a 'b'\" turn=3");
    }

    private static String peer(SpanData span) {
        return span.getAttributes().get(AttributeKey.stringKey("peer.service"));
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name));
    }

    static Opening opening() {
        return opening(Pipeline.CASCADE);
    }

    static Persona persona(String id, Pipeline pipeline) {
        return new Persona(
                new PersonaId(id),
                "1",
                id,
                "",
                Locale.US,
                null,
                null,
                null,
                Optional.empty(),
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                pipeline);
    }

    private static Opening opening(Pipeline pipeline) {
        return opening(pipeline, Optional.empty());
    }

    private static Opening opening(Pipeline pipeline, Optional<ConversationSnapshot> memory) {
        var persona = persona("reception", pipeline);
        return new Opening(
                "call-1",
                persona,
                "+15551230000",
                "+15550100001",
                Map.of(),
                Optional.of("00-" + TRACE + "-b7ad6b7169203331-01"),
                Optional.of("connection-1"),
                memory,
                List.of());
    }
}
