package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admission.Answer.Reason;
import dev.parley.config.AdmissionSettings;
import dev.parley.sessions.SessionStore;
import dev.parley.sessions.memory.MemorySessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may talk, on two nodes with one store; six seconds before a minute of the clock, and an hour before midnight. */
class AdmissionTest {
    private static final AdmissionSettings LIMITS =
            new AdmissionSettings(4, 2, 5, Duration.ofMinutes(10), 1_000, 60, 1_000);
    private static final Instant START = Instant.parse("2026-03-01T23:00:54Z");

    private final AtomicLong clock = new AtomicLong();
    private final SessionStore store = new MemorySessionStore(clock::get);
    private final AtomicLong busyS = new AtomicLong();
    private final List<Reason> refusals = new ArrayList<>();
    private final AtomicInteger goodbyes = new AtomicInteger();
    private final Node node = new Node();
    private final Node other = new Node();

    @Test
    void aUserHasSoManyTalksAtOnceOnAllNodes() {
        var first = node.admits("ada");
        other.admits("ada");

        assertThat(node.refuses("ada")).isEqualTo(Reason.TALKS_AT_ONCE);
        node.admits("bob");
        first.ended();
        first.ended();
        other.admits("ada");
        assertThat(node.refuses("ada")).isEqualTo(Reason.TALKS_AT_ONCE);
        assertThat(refusals).containsExactly(Reason.TALKS_AT_ONCE, Reason.TALKS_AT_ONCE);
    }

    @Test
    void allTogetherHaveSoManyAndARefusedOneTakesNoPlace() {
        node.admits("ada");
        node.admits("ada");
        node.admits("bob");
        var last = node.admits("bob");

        assertThat(node.refuses("cid")).isEqualTo(Reason.ALL_BUSY);
        last.ended();
        node.admits("cid");
    }

    @Test
    void thePlacesOfADeadNodeAreFreeAfterAMinute() {
        node.admits("ada");
        other.admits("ada");

        pass(Duration.ofSeconds(40));
        other.places.renew();
        pass(Duration.ofSeconds(40));

        other.admits("ada");
        assertThat(other.refuses("ada")).isEqualTo(Reason.TALKS_AT_ONCE);
    }

    @Test
    void whoBeginsTooOftenWaitsForTheNextMinute() {
        for (int i = 0; i < 5; i++) {
            node.admits("ada").ended();
        }

        assertThat(node.admission.admit(wish("ada"), goodbyes::incrementAndGet))
                .isEqualTo(new Answer.Refused(Reason.TALKS_A_MINUTE, Duration.ofSeconds(6)));
        other.admits("bob");
        pass(Duration.ofSeconds(6));
        node.admits("ada");
    }

    @Test
    void whoHasTalkedAllTheMinutesOfADayIsSaidGoodbyeToOnceAndComesAgainTomorrow() {
        node.admits("ada");
        var second = other.admits("ada");
        pass(Duration.ofMinutes(5).minusSeconds(1));
        node.places.renew();
        other.places.renew();
        assertThat(goodbyes).hasValue(0);

        pass(Duration.ofSeconds(1));
        node.places.renew();
        other.places.renew();
        node.places.renew();
        other.places.renew();

        assertThat(goodbyes).hasValue(2);
        second.ended();
        assertThat(node.admission.admit(wish("ada"), goodbyes::incrementAndGet))
                .isEqualTo(new Answer.Refused(Reason.MINUTES_OF_TODAY, Duration.ofSeconds(54 * 60 + 7)));
        node.admits("bob");
        pass(Duration.ofHours(1));
        node.admits("ada");
    }

    @Test
    void timeCountsOnceWhoeverEndsTheTalk() {
        for (int i = 0; i < 9; i++) {
            var talk = node.admits("ada");
            pass(Duration.ofSeconds(66));
            node.places.renew();
            talk.ended();
        }
        node.admits("ada");
        assertThat(store.count("seconds 2026-03-01 ada", 0, Duration.ofHours(1)))
                .isEqualTo(9 * 66);
    }

    @Test
    void whoUsedUpTheTokensOfADayIsSaidGoodbyeTo() {
        var talk = node.admits("ada");
        talk.used(999);
        node.places.renew();
        assertThat(goodbyes).hasValue(0);

        talk.used(1);
        node.places.renew();

        assertThat(goodbyes).hasValue(1);
        assertThat(other.refuses("ada")).isEqualTo(Reason.TOKENS_OF_TODAY);
    }

    @Test
    void aHeldPlaceIsTakenByTheTalkItWasHeldFor() {
        assertThat(node.admission.hold(wish("ada"))).isInstanceOf(Answer.Admitted.class);
        assertThat(node.admission.hold(wish("ada"))).isInstanceOf(Answer.Admitted.class);
        assertThat(node.admission.hold(wish("ada"))).isInstanceOf(Answer.Refused.class);

        node.admits("ada");
        node.admits("ada");
        assertThat(node.refuses("ada")).isEqualTo(Reason.TALKS_AT_ONCE);
    }

    @Test
    void aPlaceThatNobodyTakesIsFreeAgain() {
        node.admission.hold(wish("ada"));
        node.admission.hold(wish("ada"));

        node.later.forEach(Runnable::run);

        node.admits("ada");
        node.admits("ada");
        node.later.forEach(Runnable::run);
        assertThat(node.refuses("ada")).isEqualTo(Reason.TALKS_AT_ONCE);
    }

    @Test
    void whoOnlyAsksTakesNoPlaceAndCountsNowhere() {
        for (int i = 0; i < 20; i++) {
            assertThat(node.admission.refusal(wish("ada"))).isEmpty();
        }
        node.admits("ada");
        node.admits("ada");
        assertThat(node.admission.refusal(wish("ada")))
                .contains(new Answer.Refused(Reason.TALKS_AT_ONCE, Duration.ofSeconds(10)));
        assertThat(refusals).isEmpty();
        assertThat(node.admission.refusal(wish("bob"))).isEmpty();
    }

    @Test
    void aServiceThatTakesNoneNowIsAskedBeforeAnybodyIsLetIn() {
        node.admission.hold(wish("ada"));
        busyS.set(17);

        assertThat(node.admission.admit(wish("ada"), goodbyes::incrementAndGet))
                .isEqualTo(new Answer.Refused(Reason.SERVICE_BUSY, Duration.ofSeconds(17)));
        busyS.set(0);
        node.admits("ada");
        node.admits("ada");
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static Wish wish(String user) {
        return new Wish(user, Optional.of("concierge"));
    }

    private final class Node {
        private final List<Runnable> later = new ArrayList<>();
        private final Day day = new Day(store, LIMITS, () -> START.plusNanos(clock.get()));
        private final Places places =
                new Places(LIMITS, store, day, Runnable::run, (after, task) -> later.add(task), clock::get);
        private final Admission admission = new Admission(
                LIMITS,
                store,
                day,
                places,
                () -> START.plusNanos(clock.get()),
                () -> Stream.of(wish -> Optional.of(Duration.ofSeconds(busyS.get()))
                        .filter(Duration::isPositive)
                        .map(wait -> new Answer.Refused(Reason.SERVICE_BUSY, wait))),
                refused -> refusals.add(refused.reason()));

        Lease admits(String user) {
            var answer = admission.admit(wish(user), goodbyes::incrementAndGet);
            assertThat(answer).isInstanceOf(Answer.Admitted.class);
            return ((Answer.Admitted) answer).lease();
        }

        Reason refuses(String user) {
            var answer = admission.admit(wish(user), goodbyes::incrementAndGet);
            assertThat(answer).isInstanceOf(Answer.Refused.class);
            return ((Answer.Refused) answer).reason();
        }
    }
}
