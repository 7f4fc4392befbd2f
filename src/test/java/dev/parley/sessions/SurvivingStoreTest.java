package dev.parley.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sessions.memory.MemorySessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A node whose shared store goes and comes back. */
class SurvivingStoreTest extends SessionStoreContract {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    /** So many answers from now; below zero: never. */
    private final AtomicInteger goesAfter = new AtomicInteger(-1);

    private final SessionStore shared = new MemorySessionStore();
    private final SurvivingStore store =
            new SurvivingStore(new MemorySessionStore(), Optional.of(breakable(shared)), LONG, clock::get);

    @Override
    protected SessionStore store() {
        return store;
    }

    @Test
    void whileTheSharedStoreIsGoneEverythingGoesOnHere() {
        store.keep(plan("c1", "k1"), LONG);
        store.take("c1", "a", LONG);
        gone.set(true);

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

        gone.set(true);
        store.keepTicket("t2", ticket, LONG);
        assertThat(store.takeTicket("t2")).contains(ticket);
        assertThat(store.takeTicket("t2")).isEmpty();
    }

    @Test
    void aCallOfAnotherNodeThatWasAdmittedHereComesBackHere() {
        shared.keep(plan("c1", "k1"), LONG);
        store.planByMediaKey("k1");
        gone.set(true);

        assertThat(store.planByMediaKey("k1")).contains(plan("c1", "k1"));
    }

    @Test
    void aStoreThatIsGoneIsAskedOnceASecondOnly() {
        gone.set(true);
        for (int i = 0; i < 100; i++) {
            store.planByCallId("c" + i);
        }
        assertThat(asked).hasValue(1);

        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        store.planByCallId("c1");
        store.planByCallId("c1");

        assertThat(asked).hasValue(2);
    }

    @Test
    void whenItIsBackItLearnsOfTheCallsThatBeganInTheMeantime() {
        gone.set(true);
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
        gone.set(true);
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
        gone.set(true);
        store.keep(plan("c1", "k1"), LONG);
        store.keep(plan("c2", "k2"), LONG);
        store.forget("c3");
        goesAfter.set(2);

        isBack();
        assertThat(store.degraded()).isPresent();
        isBack();

        assertThat(store.degraded()).isEmpty();
        assertThat(shared.planByMediaKey("k1")).isPresent();
        assertThat(shared.planByMediaKey("k2")).isPresent();
    }

    @Test
    void whatCallsLeftBehindIsRememberedOfTheNewestThousandOnly() {
        shared.keep(plan("c0", "k0"), LONG);
        shared.keep(plan("c1", "k1"), LONG);
        gone.set(true);
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
        gone.set(true);
        store.keep(plan("c2", "k2"), LONG);

        assertThat(store.neverTaken("c1")).isFalse();
        assertThat(store.neverTaken("c2")).as("which no other node knows").isTrue();
    }

    @Test
    void withoutASharedStoreNothingIsDegraded() {
        var alone = new SurvivingStore(new MemorySessionStore(), Optional.empty(), LONG, clock::get);
        alone.keep(plan("c1", "k1"), LONG);

        assertThat(alone.planByMediaKey("k1")).isPresent();
        assertThat(alone.degraded()).isEmpty();
    }

    private void isBack() {
        gone.set(false);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        store.owner("anybody");
    }

    private SessionStore breakable(SessionStore store) {
        return (SessionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    if (!gone.get() && goesAfter.getAndDecrement() == 0) {
                        gone.set(true);
                    }
                    if (gone.get()) {
                        throw new SessionStoreUnavailable("Redis does not answer", null);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
