package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.CallOutcome;
import dev.parley.agents.Persona;
import dev.parley.agents.Prompt;
import dev.parley.agents.PromptNotRendered;
import dev.parley.config.ConversationSettings;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of a call once it is over. */
class CallOutcomesTest {
    private static final ConversationListener NOBODY = new ConversationListener() {
        @Override
        public void ended(String callId, Ending why, Duration lasted) {
            // it never began
        }

        @Override
        public void transfer(String callId, String to) {
            // it never began
        }
    };

    private static Dialogue asked() {
        return Dialogue.begun().callerSays("When are you open?");
    }

    private static CallOutcome outcome(Dialogue dialogue) {
        assertThat(dialogue.outcomes).as("told once").hasSize(1);
        return dialogue.outcomes.getFirst();
    }

    private static CallOutcome hungUp(Dialogue dialogue) {
        dialogue.conversation.end("the caller hung up");
        return outcome(dialogue);
    }

    @Test
    void aCallThatTheCallerEndsIsContained() {
        var outcome = hungUp(asked().modelAnswers("Nine to five.").after(Duration.ofSeconds(3)));

        assertThat(outcome.contained()).isTrue();
        assertThat(outcome.persona().value()).isEqualTo("reception");
        assertThat(outcome.revision()).isEqualTo("r1");
        assertThat(outcome.turns()).as("greeting and answer").isEqualTo(2);
        assertThat(outcome.cuts()).isZero();
        assertThat(outcome.errors()).isZero();
    }

    @Test
    void howLongTheCallerWaitedForAnswersIsTold() {
        var dialogue = Dialogue.begun().voiceBegins().callerBegins("When are you open?");
        dialogue.after(Duration.ofMillis(500)).voiceEnds().after(Duration.ofMillis(300));
        dialogue.callerEnds("When are you open?").modelAnswers("Nine to five.").after(Duration.ofSeconds(3));

        assertThat(hungUp(dialogue).replies()).singleElement().satisfies(ms -> assertThat(ms)
                .isBetween(300L, 1_000L));
    }

    @Test
    void aCallThatTheAgentEndsIsContained() {
        var dialogue = Dialogue.begun().after(Duration.ofMinutes(1));

        dialogue.endedBecause(Ending.CALLER_SILENT);
        assertThat(outcome(dialogue).contained()).isTrue();
    }

    @Test
    void aTransferredCallIsNotContained() {
        var turns = new Persona.TurnPolicy(Duration.ofMillis(500), 2, true);
        var dialogue = Dialogue.begins(
                        TestPersonas.persona(Optional.of(Dialogue.GREETING), turns, Optional.of("+15550100099")))
                .after(Duration.ofSeconds(3));
        dialogue.engine.tell(new EngineEvent.HearingLost("wrong key", false));
        dialogue.after(Duration.ofSeconds(3));
        dialogue.conversation.end(Ending.TRANSFERRED, "transferred");

        assertThat(outcome(dialogue).contained()).isFalse();
        assertThat(outcome(dialogue).errors()).isEqualTo(1);
    }

    @Test
    void aCallThatFailsIsNotContainedAndItsApologiesAreErrors() {
        var dialogue = asked();
        for (int i = 0; i < 2; i++) {
            dialogue.modelFails(false).after(Duration.ofSeconds(3)).callerSays("And now?");
        }
        dialogue.modelFails(false).after(Duration.ofSeconds(5)).endedBecause(Ending.FAILED);

        assertThat(outcome(dialogue).contained()).isFalse();
        assertThat(outcome(dialogue).errors()).isEqualTo(3);
    }

    @Test
    void aConversationThatBreaksIsToldAsFailed() {
        var dialogue = asked();
        dialogue.engine.tell(null);

        dialogue.endedBecause(Ending.FAILED);
        assertThat(outcome(dialogue).contained()).isFalse();
        assertThat(outcome(dialogue).errors()).isEqualTo(1);
    }

    @Test
    void aFailureThatTheCallerDoesNotNoticeIsNoError() {
        var dialogue = asked().modelFails(true).modelAnswers("Nine to five.").after(Duration.ofSeconds(3));

        assertThat(hungUp(dialogue).errors()).isZero();
    }

    @Test
    void anAnswerThatTheCallerTalksIntoIsCut() {
        var dialogue = asked().modelAnswers("On weekdays we are open from nine in the morning to five.")
                .after(Duration.ofMillis(900))
                .callerSays("Only Saturdays please.")
                .modelAnswers("Nine to noon.")
                .after(Duration.ofSeconds(3));

        assertThat(hungUp(dialogue).cuts()).isEqualTo(1);
    }

    @Test
    void whoHangsUpInTheMiddleOfAnAnswerCutsNothing() {
        var dialogue = asked().modelAnswers("On weekdays we are open from nine in the morning to five.")
                .after(Duration.ofMillis(900));

        assertThat(hungUp(dialogue).cuts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TAKEN_OVER", "LINE_LOST", "SERVER_STOPPED"})
    void nothingIsToldOfACallWhoseEndSaysNothingOfThePersona(Ending why) {
        var dialogue = asked();
        dialogue.conversation.end(why, "away");

        assertThat(dialogue.outcomes).isEmpty();
    }

    @Test
    void aCallWhosePromptCannotBeFilledIsToldAsFailed() {
        var told = new ArrayList<CallOutcome>();
        var clock = new ManualClock();
        var stage = new Stage(
                new FakeEngine(clock),
                new FakeTools(),
                new ConversationSettings(2, Duration.ofHours(1), Duration.ofMillis(200), Duration.ofSeconds(3)),
                Clock.systemUTC(),
                new Surroundings(Runnable::run, clock, List.of(new CallOutcomes(told::add, InstantSource.system()))));
        var persona = withPrompt(TestPersonas.persona(Optional.empty(), true, 2), values -> {
            throw new PromptNotRendered("weekday is missing", null);
        });
        var opening = new Opening("call-1", persona, "+15550001", "+15550002", Map.of(), Optional.empty());

        assertThatThrownBy(() -> stage.begin(opening, new FakeLine(clock, Duration.ZERO), NOBODY))
                .isInstanceOf(ConversationRefused.class);
        assertThat(told).singleElement().satisfies(outcome -> {
            assertThat(outcome.contained()).isFalse();
            assertThat(outcome.turns()).isZero();
            assertThat(outcome.errors()).isEqualTo(1);
        });
    }

    private static Persona withPrompt(Persona of, Prompt prompt) {
        return new Persona(
                of.id(),
                of.revision(),
                of.name(),
                of.description(),
                of.language(),
                of.voice(),
                of.model(),
                prompt,
                of.greeting(),
                of.tools(),
                of.turns(),
                of.endOfTurn(),
                of.silence(),
                of.limits());
    }

    @Test
    void aCallThatCannotBeginCountsOnceHoweverOftenItIsTried() {
        var told = new ArrayList<CallOutcome>();
        var now = Instant.parse("2026-11-21T12:00:00Z");
        var outcomes = new CallOutcomes(told::add, InstantSource.fixed(now));
        var persona = TestPersonas.persona(Optional.empty(), true, 2);
        var opening = new Opening("call-1", persona, "+15550001", "+15550002", Map.of(), Optional.empty());
        for (int i = 0; i < 3; i++) {
            outcomes.began(opening, 0);
            outcomes.ended("call-1", Ending.FAILED, Duration.ZERO, 0);
        }

        assertThat(told).containsExactly(new CallOutcome(persona.id(), "r1", now, false, 0, 0, 1, List.of()));
    }
}
