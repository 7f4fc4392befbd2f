package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.CallFakes.Desk;
import dev.parley.call.CallFakes.Network;
import dev.parley.call.CallFakes.Talks;
import dev.parley.config.Settings;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.LiveConversation;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.ConversationSnapshot.Said;
import dev.parley.sessions.LosableStore;
import dev.parley.sessions.NodeId;
import dev.parley.sessions.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two nodes on one session store: A dials, B gets the media socket, callbacks come to either. */
class CallsOfOtherNodesTest {
    private final Network network = new Network();
    private final LosableStore redis = new LosableStore();
    private final Settings settings = CallFakes.settings(Map.of());
    private final OneNode a = new OneNode("a");
    private final OneNode b = new OneNode("b");

    private final class OneNode {
        final SessionStore sessions = redis.ofANode();
        final Talks talks = new Talks();
        final CallBook book = new CallBook(talks);
        final SharedCalls shared;
        final Calls calls;
        final HangUps hangUps;
        final Plans plans = new Plans(settings, Desk.open(), sessions);
        final Doors doors = new Doors(settings, Desk.open(), book);
        final Attachments admission;

        OneNode(String name) {
            shared = new SharedCalls(book, talks, sessions, new NodeId(name), settings, () -> Runnable::run);
            hangUps = new HangUps(network, talks, sessions, shared, () -> null);
            calls = new Calls(book, shared, hangUps);
            admission = new Attachments(
                    sessions, Desk.open(), plans, doors, book, shared, hangUps, CallFakes.leases(), talks);
        }

        String dials() {
            return new OutboundCalls(doors, plans, book, network, sessions, shared)
                    .initiate(new PhoneNumber("+15550300001"), Map.of(), Optional.empty())
                    .toCompletableFuture()
                    .join()
                    .callId();
        }

        LiveConversation getsTheSocket() {
            var call = admission.admit(network.plans.getLast().mediaKey()).orElseThrow();
            assertThat(admission.bind(call, Optional.of("CC1"))).isTrue();
            return talks.begin(admission.opening(call), null, admission.listener());
        }

        CallDetails details(String id) {
            return shared.details(id).orElseThrow();
        }

        void later(Duration time) {
            new Deadlines(book, shared, hangUps, talks, null)
                    .endOverdue(Instant.now().plus(time));
        }
    }

    @Test
    void aCallbackFindsItsCallOnAnyNodeByItsIdOrItsConnection() {
        var callId = a.dials();

        assertThat(b.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected()))
                .isTrue();
        assertThat(b.calls.on(Optional.empty(), Optional.of("CC1"), new CallEvent.MediaStarted()))
                .isTrue();
        assertThat(b.calls.on(Optional.of("unknown"), Optional.of("CC9"), new CallEvent.Connected()))
                .isFalse();

        assertThat(a.details(callId).status()).isEqualTo(CallStatus.CONNECTED);
        assertThat(a.details("CC1").callId()).isEqualTo(callId);
    }

    @Test
    void everyNodeShowsTheCallAndWhatItsConversationRemembers() {
        var callId = a.dials();
        b.getsTheSocket();
        redis.kept().remember(memory(callId), "b", Duration.ofMinutes(1));

        var shown = a.details(callId);

        assertThat(shown.status()).isEqualTo(CallStatus.CONNECTED);
        assertThat(shown.transcript()).singleElement().satisfies(entry -> assertThat(entry.text())
                .isEqualTo("Is anybody there?"));
    }

    @Test
    void noNodeEndsACallWhoseConversationAnotherOneHas() {
        var callId = a.dials();
        b.getsTheSocket();

        a.later(Duration.ofMinutes(5));

        assertThat(network.asked).containsExactly("create");
        assertThat(a.details(callId).status()).isEqualTo(CallStatus.CONNECTED);
    }

    @Test
    void aCallThatAnotherNodeHasGoesOnWhileTheStoreIsGoneAndWhenItComesBackEmpty() {
        var callId = a.dials();
        b.getsTheSocket();
        a.later(Duration.ofSeconds(5));

        redis.goes();
        a.later(Duration.ofMinutes(5));
        assertThat(network.asked).containsExactly("create");

        redis.comesBackEmpty();
        a.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.MediaStarted());
        a.later(Duration.ofMinutes(6));
        assertThat(network.asked).containsExactly("create");
        assertThat(a.details(callId).status()).isEqualTo(CallStatus.CONNECTED);
    }

    @Test
    void soDoesOneThatWasHereAtFirst() {
        a.dials();
        var first = a.getsTheSocket();
        b.getsTheSocket();
        first.end(Ending.TAKEN_OVER, "another node has it");

        redis.goes();
        a.later(Duration.ofMinutes(5));

        assertThat(network.asked).containsExactly("create");
    }

    @Test
    void whileTheStoreIsGoneItIsNotKnownWhetherAnotherNodeGotTheSocket() {
        var callId = a.dials();
        b.getsTheSocket();

        redis.goes();
        a.later(Duration.ofMinutes(5));
        assertThat(network.asked).containsExactly("create");
        a.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected());
        a.later(Duration.ofMinutes(5));
        assertThat(network.asked).containsExactly("create");

        redis.comesBack();
        a.later(Duration.ofMinutes(5));
        assertThat(network.asked).containsExactly("create");
    }

    @Test
    void whoTookACallWhileTheStoreWasGoneHasItWhenItIsBack() {
        var callId = b.dials();
        a.getsTheSocket();
        redis.goes();
        b.getsTheSocket();

        redis.comesBack();

        assertThat(b.sessions.remember(memory(callId), "b", Duration.ofMinutes(1)))
                .isTrue();
        assertThat(a.sessions.remember(memory(callId), "a", Duration.ofMinutes(1)))
                .isFalse();
        assertThat(redis.kept().owner(callId)).contains("b");
    }

    @Test
    void whoeverFindsTheStoreFirstWaitsForWhatOthersHaveToTell() {
        var callId = a.dials();
        a.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected());
        redis.before("take", redis::goes);
        b.getsTheSocket();
        a.later(Duration.ofSeconds(5));

        redis.comesBack();
        a.later(Duration.ofSeconds(40));
        b.later(Duration.ofSeconds(40));
        redis.stays(Duration.ofSeconds(11));
        a.later(Duration.ofSeconds(51));

        assertThat(network.asked).containsExactly("create");
        assertThat(redis.kept().owner(callId)).contains("b");
    }

    @Test
    void whoDialledMayHaveTakenTheCallWithoutTheStore() {
        var callId = b.dials();
        a.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected());
        redis.goes();
        b.getsTheSocket();
        redis.comesBack();

        a.later(Duration.ofMinutes(5));

        assertThat(network.asked).containsExactly("create");
    }

    @Test
    void whatWhoDialledLeavesBehindAnotherNodeEndsInTheEnd() {
        var callId = b.dials();
        a.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected());

        a.later(Duration.ofMinutes(11));

        assertThat(network.asked).containsExactly("create", "hang up CC1");
        assertThat(a.details(callId).endedBy()).contains("no media");
    }

    @Test
    void callsOfOtherNodesTakeNoLineOfThisOne() {
        var oneLine = CallFakes.settings(Map.of("parley.conversation.live", "1"));
        var doorsOfA = new Doors(oneLine, Desk.open(), a.book);
        var doorsOfB = new Doors(oneLine, Desk.open(), b.book);
        var callId = a.dials();
        b.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected());
        assertThat(doorsOfA.closed()).contains("all lines of this server are busy");
        assertThat(doorsOfB.closed()).isEmpty();

        b.getsTheSocket();
        a.later(Duration.ofSeconds(5));

        assertThat(doorsOfA.closed()).isEmpty();
        assertThat(doorsOfB.closed()).contains("all lines of this server are busy");
    }

    @Test
    void noCallOfAnotherNodeOutlivesTheLongestCall() {
        var callId = a.dials();
        b.getsTheSocket();
        a.later(Duration.ofSeconds(5));
        redis.goes();

        a.later(settings.conversation().outlives().minusSeconds(10));
        assertThat(network.asked).containsExactly("create");
        a.later(settings.conversation().outlives().plusSeconds(10));

        assertThat(network.asked).contains("hang up CC1");
        assertThat(a.details(callId).endedBy()).contains("no media");
    }

    @Test
    void aCallThatNoNodeGotTheSocketOfIsEndedAsSoonAsThatIsKnown() {
        var callId = a.dials();
        a.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected());
        redis.goes();
        a.later(Duration.ofSeconds(40));
        assertThat(network.asked).containsExactly("create");

        redis.comesBack();
        a.later(Duration.ofSeconds(45));
        assertThat(network.asked).as("others may have to tell").containsExactly("create");
        redis.stays(Duration.ofSeconds(11));
        a.later(Duration.ofSeconds(56));

        assertThat(network.asked).contains("hang up CC1");
        assertThat(a.details(callId).endedBy()).contains("no media");
    }

    @Test
    void whatOnlyThisNodeKnowsIsEndedWhileTheStoreIsGone() {
        redis.goes();
        var callId = a.dials();
        a.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected());

        a.later(Duration.ofSeconds(40));

        assertThat(network.asked).contains("hang up CC1");
        assertThat(a.details(callId).endedBy()).contains("no media");
    }

    @Test
    void whatANodeGaveUpAndCouldNotHangUpAnotherOneEnds() {
        var callId = a.dials();
        b.getsTheSocket();
        a.later(Duration.ofSeconds(5));
        network.silent = true;
        b.calls.hangUp(callId);
        network.silent = false;

        a.later(Duration.ofSeconds(20));
        assertThat(network.asked).containsExactly("create", "hang up CC1");
        a.later(Duration.ofMinutes(1));

        assertThat(network.asked).containsExactly("create", "hang up CC1", "hang up CC1");
        assertThat(a.details(callId).endedBy()).contains("no media");
    }

    @Test
    void soItDoesWithACallThatNeverHadAConversation() {
        var callId = a.dials();
        b.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Connected());
        network.silent = true;
        a.calls.hangUp(callId);
        network.silent = false;

        b.later(Duration.ofSeconds(20));
        assertThat(network.asked).containsExactly("create", "hang up CC1");
        b.later(Duration.ofMinutes(1));

        assertThat(network.asked).containsExactly("create", "hang up CC1", "hang up CC1");
        assertThat(b.details(callId).endedBy()).contains("no media");
    }

    @Test
    void whatBecameOfACallWhileTheStoreWasGoneIsKnownToAllWhenItIsBack() {
        var callId = a.dials();
        b.getsTheSocket();
        a.later(Duration.ofSeconds(5));
        redis.kept().remember(memory(callId), "b", Duration.ofMinutes(1));
        redis.goes();
        b.calls.on(Optional.of(callId), Optional.of("CC1"), new CallEvent.Disconnected());

        redis.comesBack();
        b.details(callId);

        assertThat(a.details(callId).status()).isEqualTo(CallStatus.DISCONNECTED);
        assertThat(a.details(callId).endedBy()).contains("caller");
        assertThat(redis.kept().planByCallId(callId)).isEmpty();
        assertThat(redis.kept().memory(callId)).isEmpty();
    }

    @Test
    void whoeverHangsUpEndsItForAll() {
        var callId = a.dials();
        b.getsTheSocket();

        a.calls.hangUp(callId);

        assertThat(network.asked).contains("hang up CC1");
        assertThat(a.details(callId).endedBy()).contains("operator");
        b.later(Duration.ofSeconds(5));
        assertThat(b.talks.live).isEmpty();
        assertThat(b.details(callId).endedBy()).contains("operator");
        assertThat(b.admission.admit(network.plans.getLast().mediaKey())).isEmpty();
    }

    @Test
    void aConversationThatLostItsLineToAnotherNodeDoesNotHangUp() {
        var callId = a.dials();
        var first = a.getsTheSocket();
        redis.kept().remember(memory(callId), "a", Duration.ofMinutes(1));

        var second = b.admission.admit(network.plans.getLast().mediaKey()).orElseThrow();
        first.end(Ending.LINE_LOST, "no socket came back");

        assertThat(second.memory()).contains(memory(callId));
        assertThat(network.asked).containsExactly("create");
        assertThat(a.details(callId).status()).isEqualTo(CallStatus.CONNECTED);
    }

    @Test
    void whatIsLeftOfACallThatComesBackIsGivenUp() {
        var callId = a.dials();
        a.getsTheSocket();
        b.getsTheSocket();
        redis.kept().remember(memory(callId), "b", Duration.ofMinutes(1));

        var again = a.admission.admit(network.plans.getLast().mediaKey()).orElseThrow();

        assertThat(a.talks.live).isEmpty();
        assertThat(again.memory()).contains(memory(callId));
        assertThat(network.asked).containsExactly("create");
    }

    private static ConversationSnapshot memory(String callId) {
        return new ConversationSnapshot(
                callId,
                "reception",
                "1",
                1,
                Duration.ofSeconds(3),
                List.of(new Said.Caller(List.of("Is anybody there?"), 100)),
                "",
                Map.of(),
                Optional.empty());
    }
}
