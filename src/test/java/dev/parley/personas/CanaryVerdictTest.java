package dev.parley.personas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.CanaryPolicy;
import dev.parley.personas.CanaryVerdict.State;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** When a canary is worse than the published revision beside it. */
class CanaryVerdictTest {
    private static final CanaryPolicy POLICY = new CanaryPolicy(10, List.of(), 0.1, 20);
    private static final Tally GOOD = tally(20, 20, 100, 2, 0, 900);

    private static Tally tally(long calls, long contained, long turns, long cuts, long errors, long replyMs) {
        var replies = ReplyCounts.NONE.plus(Collections.nCopies(100, replyMs));
        return new Tally(calls, contained, turns, cuts, errors, replies);
    }

    private static CanaryVerdict verdict(Tally tried, Tally published) {
        return CanaryVerdict.of(
                POLICY,
                new CanaryFigures(tried, OptionalDouble.empty()),
                new CanaryFigures(published, OptionalDouble.empty()));
    }

    private static void worse(Tally tried, String because) {
        var verdict = verdict(tried, GOOD);
        assertThat(verdict.state()).as(verdict.words()).isEqualTo(State.WORSE);
        assertThat(verdict.words())
                .isEqualTo("Worse than the published revision by more than 10 %, over 20 calls against 20: " + because
                        + ".");
    }

    private static void good(Tally tried) {
        var verdict = verdict(tried, GOOD);
        assertThat(verdict.state()).as(verdict.words()).isEqualTo(State.GOOD);
    }

    @Test
    void fewerCallsThanThePolicyAsksForAreNotJudged() {
        var verdict = verdict(tally(19, 0, 19, 19, 19, 9_000), GOOD);

        assertThat(verdict.state()).isEqualTo(State.TOO_FEW_CALLS);
        assertThat(verdict.words()).isEqualTo("19 of 20 calls so far.");
    }

    @Test
    void withoutCallsOfThePublishedOneThereIsNothingToCompareWith() {
        var verdict = verdict(tally(30, 0, 30, 30, 30, 9_000), tally(3, 3, 9, 0, 0, 900));

        assertThat(verdict.state()).isEqualTo(State.NOTHING_TO_COMPARE);
        assertThat(verdict.words()).isEqualTo("30 calls, but only 3 of 20 of the published revision to compare with.");
    }

    @Test
    void aCanaryThatIsAsGoodOrBetterStays() {
        good(GOOD);
        good(tally(20, 20, 100, 0, 0, 500));
        assertThat(verdict(GOOD, GOOD).words())
                .isEqualTo("Not worse than the published revision by more than 10 %, over 20 calls against 20.");
    }

    @Test
    void fewerContainedCallsAreWorse() {
        worse(tally(20, 17, 100, 2, 0, 900), "containment 85 % against 100 %");
        good(tally(20, 18, 100, 2, 0, 900));
    }

    @Test
    void moreAnswersThatAreTalkedIntoAreWorse() {
        worse(tally(20, 20, 100, 13, 0, 900), "answers cut 13 % against 2 %");
        good(tally(20, 20, 100, 12, 0, 900));
    }

    @Test
    void moreTurnsWithErrorsAreWorse() {
        worse(tally(20, 20, 100, 2, 11, 900), "turns with errors 11 % against 0 %");
        good(tally(20, 20, 100, 2, 10, 900));
    }

    @Test
    void slowerRepliesAreWorse() {
        var verdict = verdict(tally(20, 20, 100, 2, 0, 1_300), GOOD);
        assertThat(verdict.state()).isEqualTo(State.WORSE);
        assertThat(verdict.words()).matches(".*: median reply 1[23]\\d\\d ms against 9\\d\\d ms\\.");
        good(tally(20, 20, 100, 2, 0, 905));
    }

    @Test
    void fewerTestsThatPassAreWorse() {
        var verdict = CanaryVerdict.of(
                POLICY, new CanaryFigures(GOOD, OptionalDouble.of(0.8)), new CanaryFigures(GOOD, OptionalDouble.of(1)));
        assertThat(verdict.words()).endsWith(": tests passed 80 % against 100 %.");

        assertThat(CanaryVerdict.of(
                                POLICY,
                                new CanaryFigures(GOOD, OptionalDouble.of(0.8)),
                                new CanaryFigures(GOOD, OptionalDouble.empty()))
                        .state())
                .as("the published one was never tested")
                .isEqualTo(State.GOOD);
    }

    @Test
    void allThatIsWorseIsTold() {
        worse(
                tally(20, 10, 100, 40, 20, 900),
                "containment 50 % against 100 %, answers cut 40 % against 2 %, turns with errors 20 % against 0 %");
    }

    @Test
    void aCallThatFailsBeforeItsFirstTurnIsAnErrorToo() {
        assertThat(tally(20, 0, 0, 0, 20, 900).errorRate()).isEqualTo(1);
    }
}
