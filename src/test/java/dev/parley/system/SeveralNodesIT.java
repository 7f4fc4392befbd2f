package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.sessions.redis.RedisProcess;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two Parley servers on one Redis: a door, to which ACS is led, and a desk, which dials. */
@Order(Shared.FIRST)
class SeveralNodesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Two seconds, and what three servers on a busy machine take for a request. */
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(4);

    private static final RedisProcess redis = new RedisProcess();
    private static final Node door = new Node("node-door");
    private static final Node desk = new Node("node-desk");

    private final List<Caller> callers = new ArrayList<>();

    @BeforeAll
    static void start() {
        door.start(redis.url(), door.url());
        desk.start(redis.url(), door.url());
        door.untilReady();
        desk.untilReady();
    }

    @AfterAll
    static void stop() {
        try (redis;
                door) {
            desk.close();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        callers.forEach(Caller::isDone);
        await("no conversation is left")
                .atMost(SOON)
                .until(() -> door.conversations() == 0 && desk.conversations() == 0);
    }

    @Test
    void aCallThatOneDialsIsConnectedToTheOtherAndBothKnowIt() {
        var callId = desk.dials("+15550420001");
        var caller = called("+15550420001");

        untilSaid(door, callId, "How can I help you?");

        assertThat(door.conversations()).isEqualTo(1);
        assertThat(desk.conversations()).isZero();
        for (var node : new Node[] {desk, door}) {
            await(node.name + " shows the call").atMost(SOON).untilAsserted(() -> {
                var call = node.call(callId);
                assertThat(call.get("status").asText()).isEqualTo("connected");
                assertThat(call.get("transcript").toString()).contains("How can I help you?");
            });
        }
        assertThat(desk.asOperator("POST", "/api/v1/calls/" + callId + "/hangup", null)
                        .status())
                .isEqualTo(200);
        caller.untilEnded(SOON);
        await("the door shows its end").atMost(SOON).untilAsserted(() -> assertThat(
                        door.call(callId).get("status").asText())
                .isEqualTo("disconnected"));
    }

    @Test
    void aCallThatOneAnswersIsConnectedToTheOther() {
        var answers = desk.url() + "/api/v1/calls/answer?key=local-event-grid-key";
        var caller =
                Caller.callsWith(Caller.RECEPTION, "'sampleRate':16000,'ear':'tone','announceTo':'" + answers + "'");
        callers.add(caller);

        caller.untilHeard("How can I help you?", SOON);

        assertThat(door.conversations()).isEqualTo(1);
        assertThat(desk.conversations()).isZero();
        caller.saysFluently("When are you open on Monday?");
        caller.untilHeard("On Monday", SOON);
        caller.hangUp();
        caller.untilEnded(SOON);
    }

    @Test
    void aServerThatStopsHangsUpItsCalls() {
        Caller caller;
        var third = new Node("node-stops");
        try (third) {
            third.start(redis.url(), third.url()).untilReady();
            var callId = third.dials("+15550420005");
            caller = called("+15550420005");
            untilSaid(third, callId, "How can I help you?");
        }
        assertThat(caller.untilEnded(SOON).get("endedBy").asText()).isEqualTo("agent");
    }

    @Test
    void whatOneServerPublishesIsKnownToTheOthersWithinTwoSeconds() {
        var persona = Persona.unnamed();
        Persona.ok(persona.creates(persona.text("Hello.")));
        Persona.ok(persona.publishes("{}"));

        var published = Instant.now();
        for (var node : new Node[] {desk, door}) {
            await(node.name + " knows it")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> node.asViewer("/api/v1/personas/" + persona.id)
                            .body()
                            .hasNonNull("published"));
        }
        assertThat(Duration.between(published, Instant.now())).isLessThan(KNOWN_WITHIN);
    }

    @Test
    void whatBecameOfCallsOfSeveralServersAddsUpBesideACanary() {
        var persona = Persona.unnamed();
        Persona.ok(persona.creates(persona.text("Hello from everywhere.")));
        Persona.ok(persona.publishes("{}"));
        Persona.ok(persona.saves(persona.text("Hello from a canary.")));
        Persona.ok(persona.publishes("{\"canary\":{\"percent\":1}}"));
        var path = "/api/v1/personas/" + persona.id + "/canary";
        await("the door tries it too").atMost(SOON).until(() -> door.asViewer("/api/v1/personas/" + persona.id)
                .body()
                .hasNonNull("canary"));

        // whom we call gets what is published: one call is the door's, one the build's server's
        var there = door.dials("+15550420011", persona.id);
        var first = called("+15550420011");
        untilSaid(door, there, "Hello from everywhere.");
        first.hangUp();
        var number = "+15550420012";
        Persona.ok(LocalMode.asOperator(
                "POST",
                "/api/v1/calls/initiate",
                "{\"target_number\":\"" + number + "\",\"context\":{\"persona\":\"" + persona.id + "\"}}"));
        var second = called(number);
        second.untilParleySaid("Hello from everywhere.", SOON);
        second.hangUp();

        await("the desk, which had neither, tells both").atMost(SOON).untilAsserted(() -> assertThat(
                        desk.asViewer(path).body().get("published").get("calls").asInt())
                .isEqualTo(2));
        assertThat(desk.asViewer(path).body().get("canary").get("calls").asInt())
                .isZero();
    }

    @Test
    void aMediaSocketThatComesBackOnTheOtherGoesOnWithItsMemory() {
        var callId = desk.dials("+15550420002");
        var caller = called("+15550420002");
        untilSaid(desk, callId, "How can I help you?");
        caller.say("When are you open on Monday?");
        untilSaid(desk, callId, "in the evening");

        caller.comesBackTo("localhost:" + desk.port);

        await("the desk goes on").atMost(SOON).until(() -> desk.conversations() == 1);
        caller.say("And when are you open on Saturday?");
        untilSaid(desk, callId, "On Saturday we are open");
        var transcript = desk.call(callId).get("transcript").toString();
        assertThat(transcript).contains("When are you open on Monday?");
        assertThat(transcript.split("How can I help you", -1))
                .as("greeted once")
                .hasSize(2);
        await("the door gives it up").atMost(SOON).until(() -> door.conversations() == 0);
        assertThat(caller.view().get("state").asText()).isNotEqualTo("ended");
        caller.hangUp();
        caller.untilEnded(SOON);
        await("the two spans of the call are exported").atMost(SOON).untilAsserted(() -> {
            var calls = spansOf(callId);
            assertThat(calls)
                    .hasSize(2)
                    .extracting(Span::getTraceId)
                    .containsOnly(calls.getFirst().getTraceId());
            var there = calls.getFirst();
            assertThat(calls.getLast().getLinksList()).singleElement().satisfies(link -> {
                assertThat(link.getTraceId()).isEqualTo(there.getTraceId());
                assertThat(link.getSpanId()).isEqualTo(there.getSpanId());
            });
        });
    }

    /** Of each server that had the call, the first one's first. */
    private static List<Span> spansOf(String callId) throws InvalidProtocolBufferException {
        return Exports.trace(callId).stream()
                .filter(span -> span.getName().equals("call"))
                .sorted(Comparator.comparing(Span::getStartTimeUnixNano))
                .toList();
    }

    @Test
    void whenRedisIsGoneCallsGoOnAndNewOnesAreTakenUntilItIsBack() {
        var callId = door.dials("+15550420003");
        var caller = called("+15550420003");
        untilSaid(door, callId, "How can I help you?");
        redis.stop();
        try {
            caller.say("When are you open on Monday?");
            untilSaid(door, callId, "in the evening");
            var nextId = door.dials("+15550420004");
            var next = called("+15550420004");
            untilSaid(door, nextId, "How can I help you?");
            next.hangUp();
            await("readiness says so").atMost(SOON).until(() -> door.redis()
                    .startsWith("degraded Redis does not answer"));
            assertThat(LocalMode.get(door.url() + "/health/ready").status()).isEqualTo(200);
            assertThat(LocalMode.get(door.url() + "/api/v1/readiness")
                            .body()
                            .get("status")
                            .asText())
                    .isEqualTo("degraded");
        } finally {
            redis.start();
        }
        await("Redis is found again").atMost(SOON).until(() -> door.redis().startsWith("healthy"));
        caller.hangUp();
        caller.untilEnded(SOON);
    }

    private Caller called(String number) {
        var caller = Caller.called(number, SOON);
        callers.add(caller);
        return caller;
    }

    /** By the node's own account: on servers that have just started an ear may miss a word. */
    private static void untilSaid(Node node, String callId, String words) {
        await(node.name + " said '" + words + "'")
                .atMost(SOON)
                .until(() -> node.call(callId).path("transcript").toString().contains(words));
    }
}
