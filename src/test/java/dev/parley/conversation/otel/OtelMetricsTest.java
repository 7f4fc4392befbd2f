package dev.parley.conversation.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.Pipeline;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.Opening;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnReport;
import dev.parley.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OtelMetricsTest {
    private static final TurnId TURN = new TurnId(3);

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OtelMetrics metrics = new OtelMetrics(
            SdkMeterProvider.builder().registerMetricReader(reader).build().get("test"),
            () -> List.of(waiting(2), waiting(5)));
    private final Opening opening = OtelTurnsTest.opening();

    private static LiveConversation waiting(int events) {
        return (LiveConversation) Proxy.newProxyInstance(
                OtelMetricsTest.class.getClassLoader(),
                new Class<?>[] {LiveConversation.class},
                (proxy, asked, arguments) -> events);
    }

    @Test
    void theFullestMailboxIsTold() {
        assertThat(metric("parley.mailbox.waiting").getLongGaugeData().getPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getValue()).isEqualTo(5));
    }

    @Test
    void aTurnIsTimedInSecondsByStage() {
        metrics.began(opening, 0);
        metrics.turnEnded(opening.callId(), report(), 0);

        var reply = metric("parley.turn.reply");
        assertThat(reply.getUnit()).isEqualTo("s");
        assertThat(reply.getHistogramData().getPoints()).singleElement().satisfies(point -> {
            assertThat(point.getSum()).isEqualTo(1.1);
            assertThat(point.getAttributes().asMap().toString())
                    .contains("rt.persona.id=reception")
                    .doesNotContain(opening.callId())
                    .doesNotContain(opening.callerNumber());
        });
        assertThat(reader.collectAllMetrics())
                .as("nothing is told of what did not happen")
                .noneMatch(data -> data.getName().equals("parley.turn.act"));
    }

    @Test
    void callsTurnsAndRepliesTellTheRevisionAndOtherStagesDoNot() {
        metrics.began(opening, 0);
        metrics.turnEnded(opening.callId(), report(), 0);
        metrics.ended(opening.callId(), Ending.CALLER_HUNG_UP, Duration.ofSeconds(9), 0);

        var revision = "rt.persona.revision=\"" + opening.persona().revision() + "\"";
        assertThat(metric("parley.calls").getLongSumData().getPoints().toString())
                .contains(revision);
        assertThat(metric("parley.turns").getLongSumData().getPoints().toString())
                .contains(revision);
        assertThat(metric("parley.turn.reply").getHistogramData().getPoints().toString())
                .contains(revision);
        assertThat(metric("parley.turn.hear").getHistogramData().getPoints().toString())
                .doesNotContain(revision);
    }

    @Test
    void decisionsAreCountedByNameAndWastedWorkInSum() {
        metrics.began(opening, 0);
        metrics.decided(
                opening.callId(),
                TURN,
                "guess wrong",
                Map.of("reason", "corrected", "tokens", 11, "characters", 40),
                0);
        metrics.decided(
                opening.callId(), TURN, "guess wrong", Map.of("reason", "corrected", "tokens", 4, "characters", 0), 0);

        assertThat(sum("parley.decisions")).isEqualTo(2);
        assertThat(sum("parley.guess.wasted_tokens")).isEqualTo(15);
        assertThat(sum("parley.guess.wasted_characters")).isEqualTo(40);
    }

    @Test
    void failuresOfServicesAndPaidTokensAreCounted() {
        metrics.began(opening, 0);
        metrics.decided(opening.callId(), TURN, "answer failed", Map.of("reason", "timeout"), 0);
        metrics.decided(opening.callId(), TURN, "hearing lost", Map.of("reason", "reset"), 0);
        metrics.decided(opening.callId(), TURN, "recogniser replaced", Map.of("took_ms", 300), 0);
        metrics.decided(opening.callId(), TURN, "model asked again", Map.of("why", "late"), 0);
        metrics.decided(opening.callId(), TURN, "fallback asked", Map.of("why", "failed"), 0);
        metrics.decided(opening.callId(), TURN, "cut", Map.of("reason", "barge-in"), 0);
        metrics.used(opening.callId(), 120);

        assertThat(metric("parley.upstream.errors").getLongSumData().getPoints())
                .extracting(PointData::getAttributes)
                .containsExactlyInAnyOrder(
                        Attributes.of(Names.PEER_KEY, "openai", Names.ERROR_TYPE_KEY, "answer_failed"),
                        Attributes.of(Names.PEER_KEY, "openai", Names.ERROR_TYPE_KEY, "fallback_asked"),
                        Attributes.of(Names.PEER_KEY, "speech", Names.ERROR_TYPE_KEY, "hearing_lost"));
        assertThat(sum("parley.model.tokens")).isEqualTo(120);
    }

    @Test
    void aHandOffIsCountedAndWhatFollowsIsOfWhoTookOver() {
        metrics.began(opening, 0);
        var sales = OtelTurnsTest.persona("sales", Pipeline.CASCADE);
        metrics.handedOver(opening.callId(), sales, 0);
        metrics.turnEnded(opening.callId(), report(), 0);

        assertThat(metric("parley.handoffs").getLongSumData().getPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getAttributes().asMap().toString())
                        .contains("rt.persona.id=reception", "rt.persona.to=sales"));
        assertThat(metric("parley.turns").getLongSumData().getPoints().toString())
                .contains("rt.persona.id=\"sales\"");
    }

    @Test
    void callsThatLiveAndCallsThatEndedAreTold() {
        metrics.began(opening, 0);
        metrics.ended(opening.callId(), Ending.CALLER_HUNG_UP, Duration.ofSeconds(9), 0);

        assertThat(sum("parley.calls")).isEqualTo(1);
        assertThat(metric("parley.calls.live").getLongGaugeData().getPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getValue()).isEqualTo(2));
    }

    private long sum(String name) {
        return metric(name).getLongSumData().getPoints().stream()
                .mapToLong(point -> point.getValue())
                .sum();
    }

    private MetricData metric(String name) {
        return reader.collectAllMetrics().stream()
                .filter(data -> data.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    @Test
    void toolsAndTheVoiceAreTimedWhereTheyWereNeeded() {
        metrics.began(opening, 0);
        metrics.turnEnded(opening.callId(), report(OptionalLong.of(450), OptionalLong.of(120)), 0);

        assertThat(seconds("parley.turn.act")).isEqualTo(0.45);
        assertThat(seconds("parley.turn.speak")).isEqualTo(0.12);
    }

    private double seconds(String histogram) {
        return metric(histogram)
                .getHistogramData()
                .getPoints()
                .iterator()
                .next()
                .getSum();
    }

    private static TurnReport report() {
        return report(OptionalLong.empty(), OptionalLong.empty());
    }

    private static TurnReport report(OptionalLong act, OptionalLong speak) {
        return new TurnReport(
                TURN,
                "caller",
                "heard",
                true,
                OptionalLong.of(300),
                OptionalLong.of(900),
                OptionalLong.of(200),
                OptionalLong.of(260),
                act,
                speak,
                OptionalLong.of(20),
                OptionalLong.of(700),
                OptionalLong.of(1_100));
    }
}
