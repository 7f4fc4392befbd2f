package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.call.CallFakes.Desk;
import dev.parley.call.CallFakes.Network;
import dev.parley.call.CallFakes.Talks;
import dev.parley.call.IncomingCalls.Outcome;
import dev.parley.call.IncomingCalls.Ringing;
import dev.parley.config.Settings;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.LiveConversation;
import dev.parley.sessions.NodeId;
import dev.parley.sessions.memory.MemorySessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone call from ringing to its end, whatever order the network tells it in. */
class PhoneCallTest {
    private final Network network = new Network();
    private final Talks talks = new Talks();
    private final MemorySessionStore sessions = new MemorySessionStore();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final CallBook book = new CallBook(talks);
    private Desk desk = Desk.open();
    private Settings settings = CallFakes.settings(Map.of());
    private final SharedCalls shared =
            new SharedCalls(book, talks, sessions, new NodeId("a"), settings, () -> Runnable::run);
    private final HangUps hangUps = new HangUps(network, talks, sessions, shared, () -> timers);
    private final Calls calls = new Calls(book, shared, hangUps);

    @AfterEach
    void stopTimers() {
        timers.shutdownNow();
    }

    @Test
    void anIncomingCallIsAnsweredByThePersonaOfItsNumberOnceHoweverOftenItIsDelivered() {
        var first = answer("e1", "cor1", "+15550100002");
        var sameEvent = answer("e1", "cor1", "+15550100002");
        var sameCall = answer("e2", "cor1", "+15550100002");

        assertThat(first).isInstanceOf(Outcome.Answered.class);
        assertThat(List.of(sameEvent, sameCall)).containsOnly(new Outcome.Repeated());
        assertThat(network.asked).containsExactly("answer");
        assertThat(network.plans.getFirst().personaId()).isEqualTo("orders");
        assertThat(network.plans.getFirst().mediaKey()).hasSize(43); // 256 bits
    }

    @Test
    void thePlanIsStoredBeforeTheNetworkIsTold() {
        answer("e1", "cor1", "+15550100009");

        var plan = network.plans.getFirst();
        assertThat(sessions.planByMediaKey(plan.mediaKey())).contains(plan);
        assertThat(plan.personaId()).isEqualTo("reception");
    }

    @Test
    void aCallIsRejectedWhenNobodyCanAnswer() {
        desk = new Desk(List.of());

        assertThat(answer("e1", "cor1", "+15550100002")).isInstanceOf(Outcome.Rejected.class);
        assertThat(network.asked).containsExactly("reject");
    }

    @Test
    void aServerWithoutItsSettingsAdmitsNoCall() {
        settings = CallFakes.settings(Map.of("parley.speech.key", ""));

        assertThat(answer("e1", "cor1", "+15550100002")).isInstanceOf(Outcome.Rejected.class);
        assertThatThrownBy(() -> dial(Map.of())).isInstanceOf(CallRefused.class).hasMessageContaining("settings");
    }

    @Test
    void afterAFailureThatMayPassTheSameDeliveryIsTriedAgain() {
        network.failure = Optional.of(new CallControlFailed("ACS answer: status 503", true, null));
        assertThat(answer("e1", "cor1", "+15550100002"))
                .isEqualTo(new Outcome.Failed("the call could not be answered", true));

        network.failure = Optional.empty();
        assertThat(answer("e1", "cor1", "+15550100002")).isInstanceOf(Outcome.Answered.class);
        assertThat(book.live()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void eventsInAnyOrderAndRepeatedEndInTheSamePlace(int seed) {
        var call = ringing();
        var events = new ArrayList<CallEvent>(List.of(
                new CallEvent.Connected(),
                new CallEvent.MediaStarted(),
                new CallEvent.MediaStopped(),
                new CallEvent.Disconnected(),
                new CallEvent.Connected(),
                new CallEvent.Disconnected(),
                new CallEvent.Other("ParticipantsUpdated")));
        Collections.shuffle(events, new Random(seed));

        events.forEach(event -> assertThat(tell(call, event)).isTrue());

        assertThat(details(call).status()).isEqualTo(CallStatus.DISCONNECTED);
        assertThat(details(call).endedBy()).contains("caller");
        assertThat(sessions.planByCallId(call)).isEmpty();
        assertThat(book.live()).isEmpty();
    }

    @Test
    void aDisconnectedCallEndsItsConversationAndKeepsWhatWasSaid() {
        var call = ringing();
        attach();

        tell(call, new CallEvent.Disconnected());

        assertThat(talks.live).isEmpty();
        assertThat(details(call).transcript()).hasSize(1);
        assertThat(network.asked).containsExactly("answer");
    }

    @Test
    void aConversationThatEndsHangsUp() {
        var call = ringing();
        attach().end(Ending.AGENT_SAID_GOODBYE, "farewell heard");

        assertThat(network.asked).containsExactly("answer", "hang up CC1");
        assertThat(details(call).status()).isEqualTo(CallStatus.DISCONNECTED);
        assertThat(details(call).endedBy()).contains("agent said goodbye");
    }

    @Test
    void aTransferredCallEndsForUsAndIsNotHungUp() {
        var call = ringing();
        attach();
        attachments().transfer(call, "+15550100099");
        assertThat(network.asked).containsExactly("answer", "transfer CC1 to +15550100099");

        tell(call, new CallEvent.TransferAccepted());
        tell(call, new CallEvent.Disconnected());

        assertThat(talks.endings).containsExactly(Ending.TRANSFERRED);
        assertThat(details(call).endedBy()).contains("transferred");
        assertThat(network.asked).as("hung up").hasSize(2);
        assertThat(book.live()).isEmpty();
    }

    @Test
    void aTransferThatFailsIsToldToTheConversation() {
        var call = ringing();
        attach();
        attachments().transfer(call, "+15550100099");

        tell(call, new CallEvent.TransferFailed(486));

        assertThat(talks.failedTransfers).containsExactly(call);
        assertThat(book.live()).hasSize(1);
    }

    @Test
    void aTransferThatTheNetworkRefusesIsToldToTheConversation() {
        var call = ringing();
        attach();
        network.failure = Optional.of(new CallControlFailed("ACS transfer: status 400", false, null));

        attachments().transfer(call, "+15550100099");

        assertThat(talks.failedTransfers).containsExactly(call);
    }

    @Test
    void anOperatorHangsUpOnceThoughTheConversationWantsToAsWell() {
        var call = ringing();
        attach();

        assertThat(calls.hangUp(call)).isPresent();
        assertThat(calls.hangUp(call)).isPresent();

        assertThat(network.asked).containsExactly("answer", "hang up CC1");
        assertThat(details(call).endedBy()).contains("operator");
        assertThat(calls.hangUp("unknown")).isEmpty();
    }

    @Test
    void hangingUpIsTriedAgainWhenTheNetworkIsBusy() {
        var call = ringing();
        network.failure = Optional.of(new CallControlFailed("ACS hang up: status 429", true, null));
        network.failures = 1;

        calls.hangUp(call);

        await().atMost(Duration.ofSeconds(5)).until(() -> details(call).status() == CallStatus.DISCONNECTED);
        assertThat(network.asked).containsExactly("answer", "hang up CC1", "hang up CC1");
    }

    @Test
    void aServerThatStopsWaitsUntilItsCallsAreHungUp() {
        var call = ringing();
        network.failure = Optional.of(new CallControlFailed("ACS hang up: status 429", true, null));
        network.failures = 1;
        assertThat(hangUps.awaitThoseUnderWay(Duration.ZERO)).isTrue();

        calls.hangUp(call);

        assertThat(hangUps.awaitThoseUnderWay(Duration.ZERO)).isFalse();
        assertThat(hangUps.awaitThoseUnderWay(Duration.ofSeconds(5))).isTrue();
        assertThat(details(call).status()).isEqualTo(CallStatus.DISCONNECTED);
    }

    @Test
    void anEventThatNamesAnotherConnectionIsIgnored() {
        var call = ringing();

        assertThat(calls.on(Optional.of(call), Optional.of("CC9"), new CallEvent.Disconnected()))
                .isFalse();
        assertThat(calls.on(Optional.empty(), Optional.of("CC9"), new CallEvent.Disconnected()))
                .isFalse();
        assertThat(details(call).status()).isEqualTo(CallStatus.RINGING);
    }

    @Test
    void theMediaKeyAdmitsUntilTheCallIsOver() {
        var call = ringing();
        var key = network.plans.getFirst().mediaKey();
        var admission = attachments();

        assertThat(admission.admit(key)).map(MediaCall::callId).contains(call);
        assertThat(admission.admit("no such key")).isEmpty();
        assertThat(admission.bind(admission.admit(key).orElseThrow(), Optional.of("CC9")))
                .isFalse();
        assertThat(admission.bind(admission.admit(key).orElseThrow(), Optional.of("CC1")))
                .isTrue();
        assertThat(details(call).status()).isEqualTo(CallStatus.CONNECTED);

        tell(call, new CallEvent.Disconnected());
        assertThat(admission.admit(key)).isEmpty();
    }

    @Test
    void aMediaSocketMayComeBeforeTheAnswerReturns() {
        var plan = plans().inbound(new Ringing(
                "e1", Optional.empty(), "c", "+15550200001", "+15550100002", Optional.of(24_000), Optional.empty()));
        var call = book.add(plan);
        var admission = attachments();

        assertThat(admission.bind(admission.admit(plan.mediaKey()).orElseThrow(), Optional.of("CC7")))
                .isTrue();
        call.accepted("CC7", Instant.now());

        assertThat(call.status()).isEqualTo(CallStatus.CONNECTED);
        assertThat(plan.sampleRateHz()).isEqualTo(24_000);
    }

    @Test
    void outboundCallsAreInitiatedForThePersonaOfTheirContext() {
        var dialled = dial(Map.of("persona", "orders", "customer", "C-17"));

        assertThat(dialled.status()).isEqualTo(CallStatus.INITIATING);
        assertThat(details(dialled.callId()).status()).isEqualTo(CallStatus.RINGING);
        assertThat(network.plans.getFirst().personaId()).isEqualTo("orders");
        assertThatThrownBy(() -> dial(Map.of("persona", "nobody"))).isInstanceOf(UnknownPersona.class);
    }

    @Test
    void anOutboundCallThatIsNotAnsweredFails() {
        var dialled = dial(Map.of());

        calls.on(Optional.of(dialled.callId()), Optional.of("CC1"), new CallEvent.NotPlaced(486));

        assertThat(details(dialled.callId()).status()).isEqualTo(CallStatus.FAILED);
        assertThat(book.live()).isEmpty();
    }

    @Test
    void aRefusalOfTheNetworkFailsTheCallAndLeavesNothing() {
        network.failure = Optional.of(new CallControlFailed("ACS create: status 400", false, null));

        assertThatThrownBy(() -> dial(Map.of()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CallControlFailed.class);
        assertThat(book.live()).isEmpty();
        assertThat(sessions.planByMediaKey(network.plans.getFirst().mediaKey())).isEmpty();
    }

    @Test
    void callsThatNeverGetAnywhereAreEnded() {
        var unanswered = dial(Map.of()).callId();
        var silent = ringing();
        tell(silent, new CallEvent.Connected());
        var deadlines = new Deadlines(book, shared, hangUps, talks, null);

        deadlines.endOverdue(Instant.now().plusSeconds(20));
        assertThat(book.live()).hasSize(2);
        deadlines.endOverdue(Instant.now().plusSeconds(100));

        assertThat(details(unanswered).endedBy()).contains("not answered");
        assertThat(details(silent).endedBy()).contains("no media");
    }

    @Test
    void aListIsFilteredAndPagedNewestFirst() {
        for (int i = 0; i < 5; i++) {
            answer("e" + i, "cor" + i, "+15550100002");
        }
        calls.hangUp(network.plans.get(2).callId());

        var page = book.list(Optional.of(CallStatus.RINGING), 2, 3);

        assertThat(page.total()).isEqualTo(4);
        assertThat(page.calls())
                .extracting(CallDetails::callId)
                .containsExactly(network.plans.get(0).callId());
        assertThat(calls.delete(network.plans.get(2).callId())).isTrue();
        assertThat(book.list(Optional.empty(), 1, 100).total()).isEqualTo(4);
    }

    private Outcome answer(String event, String correlation, String called) {
        var incoming = new IncomingCalls(doors(), plans(), book, network, sessions, shared);
        var ringing = new Ringing(
                event, Optional.of(correlation), "context", "+15550200001", called, Optional.empty(), Optional.empty());
        return incoming.answer(ringing).toCompletableFuture().join();
    }

    private String ringing() {
        return ((Outcome.Answered) answer("e" + network.plans.size(), "c" + network.plans.size(), "+15550100002"))
                .callId();
    }

    private CallDetails dial(Map<String, String> context) {
        return new OutboundCalls(doors(), plans(), book, network, sessions, shared)
                .initiate(new PhoneNumber("+15550300001"), context, Optional.empty())
                .toCompletableFuture()
                .join();
    }

    private LiveConversation attach() {
        var admission = attachments();
        var call = admission.admit(network.plans.getLast().mediaKey()).orElseThrow();
        admission.bind(call, Optional.of("CC1"));
        return talks.begin(admission.opening(call), null, admission.listener());
    }

    private boolean tell(String call, CallEvent event) {
        return calls.on(Optional.of(call), details(call).connectionId(), event);
    }

    private CallDetails details(String call) {
        return book.details(call).orElseThrow();
    }

    private Attachments attachments() {
        return new Attachments(sessions, desk, plans(), doors(), book, shared, hangUps, CallFakes.leases(), talks);
    }

    private Plans plans() {
        return new Plans(settings, desk, sessions);
    }

    private Doors doors() {
        return new Doors(settings, desk, book);
    }
}
