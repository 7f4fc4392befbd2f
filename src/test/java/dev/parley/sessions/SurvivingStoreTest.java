package dev.parley.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sessions.memory.MemorySessionStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A node whose shared store goes and comes back. */
class SurvivingStoreTest extends SessionStoreContract {
    private final LosableStore redis = new LosableStore();
    private final SessionStore shared = redis.kept();
    private final SurvivingStore store = redis.ofANode();

    @Override
    protected SessionStore store() {
        return store;
    }

    @Test
    void whileTheSharedStoreIsGoneEverythingGoesOnHere() {
        store.keep(plan("c1", "k1"), LONG);
        store.take("c1", "a", LONG);
        redis.goes();

        store.keep(plan("c2", "k2"), LONG);

        assertThat(store.planByMediaKey("k1")).isPresent();
        assertThat(store.planByMediaKey("k2")).isPresent();
        assertThat(store.claim("x", LONG)).isTrue();
        assertThat(store.claim("x", LONG)).isFalse();
        assertThat(store.remember(snapshot("c1", 3), "a", LONG)).isTrue();
        assertThat(store.memory("c1")).contains(snapshot("c1", 3));
        assertThat(store.degraded()).hasValueSatisfying(why -> assertThat(why).contains("Redis does not answer"));
    }

    @Test
    void aTicketCountsOnceWhereverItIsShown() {
        var ticket = new Ticket("ada", Set.of("talker"), "/voice");
        store.keepTicket("t1", ticket, LONG);
        assertThat(shared.takeTicket("t1")).contains(ticket);
        assertThat(store.takeTicket("t1")).isEmpty();

        redis.goes();
        store.keepTicket("t2", ticket, LONG);
        assertThat(store.takeTicket("t2")).contains(ticket);
        assertThat(store.takeTicket("t2")).isEmpty();
    }

    @Test
    void aCallOfAnotherNodeThatWasAdmittedHereComesBackHere() {
        shared.keep(plan("c1", "k1"), LONG);
        store.planByMediaKey("k1");
        redis.goes();

        assertThat(store.planByMediaKey("k1")).contains(plan("c1", "k1"));
    }

    @Test
    void aStoreThatIsGoneIsAskedOnceASecondOnly() {
        redis.goes();
        for (int i = 0; i < 100; i++) {
            store.planByCallId("c" + i);
        }
        assertThat(redis.asked()).isOne();

        redis.nodesMayAskAgain();
        store.planByCallId("c1");
        store.planByCallId("c1");

        assertThat(redis.asked()).isEqualTo(2);
    }

    @Test
    void whenItIsBackItLearnsOfTheCallsThatBeganInTheMeantime() {
        redis.goes();
        store.keep(plan("c1", "k1"), LONG);
        store.keep(plan("c2", "k2"), LONG);
        store.mark("c1", Map.of(CallMark.CONNECTION, "CC1"), LONG);
        store.forget("c2");

        isBack();

        assertThat(store.degraded()).isEmpty();
        assertThat(shared.planByMediaKey("k1")).isPresent();
        assertThat(shared.callIdByConnection("CC1")).contains("c1");
        assertThat(shared.planByMediaKey("k2")).isEmpty();
    }

    @Test
    void whenItIsBackItLearnsOfTheCallsThatEndedInTheMeantime() {
        store.keep(plan("c1", "k1"), LONG);
        store.mark("c1", Map.of(CallMark.CONNECTION, "CC1"), LONG);
        store.take("c1", "a", LONG);
        store.remember(snapshot("c1", 1), "a", LONG);
        redis.goes();
        store.forget("c1");
        store.mark("c1", Map.of(CallMark.ENDED_BY, "caller"), LONG);

        isBack();

        assertThat(shared.planByMediaKey("k1")).isEmpty();
        assertThat(shared.owner("c1")).isEmpty();
        assertThat(shared.memory("c1")).isEmpty();
        assertThat(shared.marks("c1"))
                .containsOnly(Map.entry(CallMark.CONNECTION, "CC1"), Map.entry(CallMark.ENDED_BY, "caller"));
    }

    @Test
    void whatItCouldNotBeToldBeforeItWentAgainItIsToldNextTime() {
        shared.keep(plan("c3", "k3"), LONG);
        redis.goes();
        store.keep(plan("c1", "k1"), LONG);
        store.keep(plan("c2", "k2"), LONG);
        store.forget("c3");
        redis.goesAfter(2);

        isBack();
        assertThat(store.degraded()).isPresent();
        isBack();

        assertThat(store.degraded()).isEmpty();
        assertThat(shared.planByMediaKey("k1")).isPresent();
        assertThat(shared.planByMediaKey("k2")).isPresent();
        assertThat(shared.planByMediaKey("k3")).isEmpty();
    }

    @Test
    void aTakeThatItDidNotHearOfItIsToldWhenItIsBack() {
        anotherNodeHas("c1");
        redis.goes();
        store.take("c1", "a", LONG);

        redis.comesBack();

        assertThat(store.remember(snapshot("c1", 1), "a", LONG))
                .as("it finds the store back")
                .isTrue();
        assertThat(shared.owner("c1")).contains("a");
        assertThat(store.remember(snapshot("c1", 2), "a", LONG)).isTrue();
        assertThat(shared.memory("c1")).contains(snapshot("c1", 2));
    }

    @Test
    void untilItHasHeardOfATakeItsWordOnWhoseTheCallIsDoesNotCount() {
        var handOvers = new ArrayDeque<Runnable>();
        var slow = redis.ofANode(handOvers::add);
        anotherNodeHas("c1");
        redis.goes();
        slow.take("c1", "a", LONG);
        redis.comesBack();

        assertThat(slow.owner("c1")).contains("a");
        assertThat(slow.remember(snapshot("c1", 1), "a", LONG)).isTrue();
        assertThat(shared.owner("c1")).contains("other");

        handOvers.remove().run();
        assertThat(shared.owner("c1")).contains("a");
        assertThat(handOvers).isEmpty();
        shared.take("c1", "other", LONG);
        assertThat(slow.owner("c1")).contains("other");
        assertThat(slow.remember(snapshot("c1", 2), "a", LONG)).isFalse();
    }

    @Test
    void itIsNotToldOfTakesOfCallsThatEnded() {
        anotherNodeHas("c1");
        redis.goes();
        store.take("c1", "a", LONG);
        store.forget("c1");

        isBack();

        assertThat(shared.owner("c1")).isEmpty();
    }

    @Test
    void whatIsForgottenWhileItIsToldIsForgottenThere() {
        redis.goes();
        store.keep(plan("c1", "k1"), LONG);
        store.take("c2", "a", LONG);
        redis.before("keep", () -> store.forget("c1"));
        redis.before("take", () -> store.forget("c2"));

        isBack();

        assertThat(shared.planByMediaKey("k1")).isEmpty();
        assertThat(shared.owner("c2")).isEmpty();
    }

    @Test
    void whoFindsItBackDoesNotWaitForTheHandOver() {
        var handOvers = new ArrayDeque<Runnable>();
        var slow = redis.ofANode(handOvers::add);
        redis.goes();
        slow.keep(plan("c1", "k1"), LONG);
        redis.comesBack();
        int asked = redis.asked();

        assertThat(slow.planByMediaKey("k1")).isPresent();
        assertThat(redis.asked()).isEqualTo(asked + 1);
        assertThat(shared.planByMediaKey("k1")).isEmpty();

        handOvers.remove().run();
        assertThat(shared.planByMediaKey("k1")).isPresent();
    }

    @Test
    void whenItHasJustComeBackItIsNotKnownYetWhatOthersTook() {
        store.keep(plan("c1", "k1"), LONG);
        redis.goes();
        store.owner("c1");

        isBack();
        assertThat(store.neverTaken("c1")).isFalse();

        redis.stays(Duration.ofSeconds(11));
        assertThat(store.neverTaken("c1")).isTrue();
    }

    @Test
    void whatCallsLeftBehindIsRememberedOfTheNewestThousandOnly() {
        shared.keep(plan("c0", "k0"), LONG);
        shared.keep(plan("c1", "k1"), LONG);
        redis.goes();
        for (int i = 0; i <= 1_000; i++) {
            store.forget("c" + i);
        }

        isBack();

        assertThat(shared.planByCallId("c0")).isPresent();
        assertThat(shared.planByCallId("c1")).isEmpty();
    }

    @Test
    void whileTheSharedStoreIsGoneNothingIsKnownOfWhatOthersTook() {
        store.keep(plan("c1", "k1"), LONG);
        redis.goes();
        store.keep(plan("c2", "k2"), LONG);

        assertThat(store.neverTaken("c1")).isFalse();
        assertThat(store.neverTaken("c2")).as("which no other node knows").isTrue();
    }

    @Test
    void withoutASharedStoreNothingIsDegraded() {
        var alone = new SurvivingStore(new MemorySessionStore(), Optional.empty(), LONG, () -> 0, () -> Runnable::run);
        alone.keep(plan("c1", "k1"), LONG);

        assertThat(alone.planByMediaKey("k1")).isPresent();
        assertThat(alone.degraded()).isEmpty();
    }

    private void anotherNodeHas(String callId) {
        shared.keep(plan(callId, "key of " + callId), LONG);
        shared.take(callId, "other", LONG);
        store.planByMediaKey("key of " + callId);
    }

    private void isBack() {
        redis.comesBack();
        store.owner("anybody");
    }
}
