package dev.parley.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sessions.ConversationSnapshot.Said;
import dev.parley.sessions.ConversationSnapshot.Step;
import dev.parley.sessions.ConversationSnapshot.ToolUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every session store does. */
public abstract class SessionStoreContract {
    protected static final Duration LONG = Duration.ofMinutes(1);

    protected abstract SessionStore store();

    /** Lets this time pass, for a store whose clock is a test's. */
    protected void pass(Duration time) {}

    @Test
    void aPlanComesBackAsItWasByItsKeyAndByItsCall() {
        var plan = plan("c1", "k1");
        store().keep(plan, LONG);

        assertThat(store().planByMediaKey("k1")).contains(plan);
        assertThat(store().planByCallId("c1")).contains(plan);
        assertThat(store().planByMediaKey("k2")).isEmpty();
        assertThat(store().planByCallId("k1")).isEmpty();
    }

    @Test
    void everythingEndsByItself() {
        var soon = Duration.ofMillis(150);
        store().keep(plan("c1", "k1"), soon);
        store().mark("c1", Map.of(CallMark.CONNECTION, "CC1"), soon);
        store().claim("once", soon);
        store().take("c1", "a", soon);
        store().remember(snapshot("c1", 1), "a", soon);

        pass(soon.multipliedBy(2));

        // not asked before it is over: who finds a plan of another node keeps a copy of it
        await().pollDelay(soon.multipliedBy(2)).atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(store().planByMediaKey("k1")).isEmpty();
            assertThat(store().planByCallId("c1")).isEmpty();
            assertThat(store().marks("c1")).isEmpty();
            assertThat(store().callIdByConnection("CC1")).isEmpty();
            assertThat(store().owner("c1")).isEmpty();
            assertThat(store().memory("c1")).isEmpty();
            assertThat(store().claim("once", soon)).isTrue();
        });
    }

    @Test
    void aForgottenCallLeavesNoKeyAndNoWords() {
        store().keep(plan("c1", "k1"), LONG);
        store().take("c1", "a", LONG);
        store().remember(snapshot("c1", 1), "a", LONG);

        store().forget("c1");
        store().forget("never known");

        assertThat(store().planByMediaKey("k1")).isEmpty();
        assertThat(store().planByCallId("c1")).isEmpty();
        assertThat(store().owner("c1")).isEmpty();
        assertThat(store().memory("c1")).isEmpty();
    }

    @Test
    void aTicketIsTakenOnce() {
        var ticket = new Ticket("ada", Set.of("talker", "viewer"), "/api/voice/desk");
        store().keepTicket("t1", ticket, LONG);

        assertThat(store().takeTicket("t2")).isEmpty();
        assertThat(store().takeTicket("t1")).contains(ticket);
        assertThat(store().takeTicket("t1")).isEmpty();
    }

    @Test
    void ofManyWhoTakeATicketAtOnceOneGetsIt() {
        store().keepTicket("t1", new Ticket("ada", Set.of("talker"), "/voice"), LONG);

        var taken = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> store().takeTicket("t1")))
                .toList();

        assertThat(taken.stream().map(CompletableFuture::join).filter(Optional::isPresent))
                .hasSize(1);
    }

    @Test
    void aTicketEndsByItself() {
        var soon = Duration.ofMillis(150);
        store().keepTicket("t1", new Ticket("ada", Set.of("talker"), "/voice"), soon);

        pass(soon.multipliedBy(2));

        // asked once only, when it is over: asking takes it
        var taken = await().pollDelay(soon.multipliedBy(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> List.of(store().takeTicket("t1")), answers -> true);
        assertThat(taken).containsExactly(Optional.empty());
    }

    @Test
    void aClaimIsGivenOnceUntilItIsReleased() {
        assertThat(store().claim("a", LONG)).isTrue();
        assertThat(store().claim("a", LONG)).isFalse();
        assertThat(store().claim("b", LONG)).isTrue();
        store().release("a");
        assertThat(store().claim("a", LONG)).isTrue();
    }

    @Test
    void aGroupTakesSoManyMembersAndKnowsThoseItHas() {
        assertThat(store().join("g", "a", 2, LONG)).isTrue();
        assertThat(store().join("g", "b", 2, LONG)).isTrue();
        assertThat(store().join("g", "c", 2, LONG)).isFalse();
        assertThat(store().join("g", "a", 2, LONG)).isTrue();
        assertThat(store().join("another", "c", 2, LONG)).isTrue();

        store().leave("g", "b");
        store().leave("g", "never known");
        assertThat(store().join("g", "c", 2, LONG)).isTrue();
        assertThat(store().join("g", "b", 2, LONG)).isFalse();
    }

    @Test
    void ofManyWhoJoinAtOnceSoManyGetIn() {
        var joined = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> store().join("g", "m" + i, 3, LONG)))
                .toList();

        assertThat(joined.stream().filter(CompletableFuture::join)).hasSize(3);
    }

    @Test
    void aMemberThatIsNotRenewedLeavesByItself() {
        var soon = Duration.ofMillis(150);
        store().join("g", "a", 2, soon);
        store().join("g", "b", 2, LONG);

        pass(soon.multipliedBy(2));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(store().join("g", "c", 2, LONG)).isTrue());
        assertThat(store().join("g", "d", 2, LONG)).isFalse();
    }

    @Test
    void aNumberGrowsUntilItIsForgotten() {
        assertThat(store().count("n", 0, LONG)).isZero();
        assertThat(store().count("n", 3, LONG)).isEqualTo(3);
        assertThat(store().count("n", 4_000_000_000L, LONG)).isEqualTo(4_000_000_003L);
        assertThat(store().count("n", 0, LONG)).isEqualTo(4_000_000_003L);
        assertThat(store().count("another", 0, LONG)).isZero();

        var soon = Duration.ofMillis(300);
        store().count("brief", 1, soon);
        store().count("brief", 1, LONG);
        pass(soon.multipliedBy(2));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(store().count("brief", 0, soon)).isZero());
    }

    @Test
    void aMarkStaysAsItWasFirstSet() {
        store().mark("c1", Map.of(CallMark.CONNECTION, "CC1", CallMark.ENDED_BY, "operator"), LONG);
        store().mark("c1", Map.of(CallMark.ENDED_BY, "caller", CallMark.ENDED_AS, "disconnected"), LONG);

        assertThat(store().marks("c1"))
                .containsOnly(
                        Map.entry(CallMark.CONNECTION, "CC1"),
                        Map.entry(CallMark.ENDED_BY, "operator"),
                        Map.entry(CallMark.ENDED_AS, "disconnected"));
        assertThat(store().callIdByConnection("CC1")).contains("c1");
        assertThat(store().marks("c2")).isEmpty();
    }

    @Test
    void whoeverTakesAConversationGetsItsMemoryAndNobodyElseMayWriteAnyMore() {
        store().keep(plan("c1", "k1"), LONG);
        assertThat(store().take("c1", "a", LONG)).isEqualTo(new SessionStore.Taken(Optional.empty(), Optional.empty()));
        assertThat(store().remember(snapshot("c1", 1), "a", LONG)).isTrue();
        assertThat(store().remember(snapshot("c1", 2), "a", LONG)).isTrue();

        assertThat(store().take("c1", "b", LONG))
                .isEqualTo(new SessionStore.Taken(Optional.of("a"), Optional.of(snapshot("c1", 2))));
        assertThat(store().remember(snapshot("c1", 3), "a", LONG)).isFalse();
        assertThat(store().memory("c1")).contains(snapshot("c1", 2));
        assertThat(store().remember(snapshot("c1", 4), "b", LONG)).isTrue();
        assertThat(store().owner("c1")).contains("b");
    }

    @Test
    void onlyOfACallWhosePlanIsThereItIsKnownThatNobodyTookIt() {
        store().keep(plan("c1", "k1"), LONG);
        store().keep(plan("c2", "k2"), LONG);
        assertThat(store().neverTaken("c1")).isTrue();
        assertThat(store().neverTaken("never known")).isFalse();

        store().take("c1", "a", LONG);
        store().forget("c2");

        assertThat(store().neverTaken("c1")).isFalse();
        assertThat(store().neverTaken("c2")).isFalse();
    }

    @Test
    void aConversationThatNobodyHasMayBeRememberedByWhoeverHasIt() {
        store().keep(plan("c1", "k1"), LONG);
        assertThat(store().remember(snapshot("c1", 1), "a", LONG)).isTrue();
        assertThat(store().owner("c1")).contains("a");
    }

    @Test
    void aWriteThatComesAfterTheEndLeavesNoWords() {
        store().keep(plan("c1", "k1"), LONG);
        store().take("c1", "a", LONG);
        store().forget("c1");

        assertThat(store().remember(snapshot("c1", 1), "a", LONG)).isTrue();

        assertThat(store().memory("c1")).isEmpty();
        assertThat(store().owner("c1")).isEmpty();
    }

    protected static CallPlan plan(String callId, String key) {
        return new CallPlan(
                callId,
                key,
                CallPlan.Direction.OUTBOUND,
                "reception",
                "r1",
                "+15550200001",
                "+15550100001",
                Map.of("customer", "C-17 \"ä\""),
                24_000,
                Optional.of("correlation"),
                Optional.empty(),
                Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    protected static ConversationSnapshot snapshot(String callId, int turns) {
        return new ConversationSnapshot(
                callId,
                "reception",
                "r1",
                turns,
                Duration.ofSeconds(12),
                List.of(
                        new Said.Caller(List.of("Hello?", "Are you there?"), 1_200),
                        new Said.Agent(
                                List.of(
                                        new Step(
                                                "Let me see. ",
                                                List.of(new ToolUse("t1", "hours", "{}", "{\"open\":9}"))),
                                        new Step("We open at", List.of())),
                                true,
                                2_000,
                                Optional.of("opening-hours"))),
                "nine.",
                Map.of("customer", "C-17"),
                Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }
}
