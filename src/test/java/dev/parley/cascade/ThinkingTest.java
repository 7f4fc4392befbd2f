package dev.parley.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.TurnId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinkingTest {
    private static final List<ChatMessage> HISTORY = List.of(new ChatMessage.Caller("When are you open?"));

    private final Services services = new Services();

    @Test
    void answersCarryTheTurnThatAsked() {
        var session = services.open();
        session.ask(new TurnId(1), HISTORY, List.of());
        var thinker = services.thinkers.getFirst();
        thinker.answers.accept(new ChatModel.Event.Token("Nine "));
        thinker.answers.accept(new ChatModel.Event.Finished(ChatModel.Ending.COMPLETE, 10, 2));

        assertThat(thinker.question.history()).isEqualTo(HISTORY);
        assertThat(thinker.question.maxOutputTokens()).contains(200);
        assertThat(services.events)
                .containsExactly(
                        new EngineEvent.AnswerToken(new TurnId(1), "Nine "),
                        new EngineEvent.AnswerEnded(new TurnId(1), EngineEvent.Ending.COMPLETE, 10, 2));
    }

    @Test
    void aCancelledAnswerIsClosedAndSilent() {
        var session = services.open();
        session.ask(new TurnId(1), HISTORY, List.of());
        session.cancel(new TurnId(1));
        services.thinkers.getFirst().answers.accept(new ChatModel.Event.Token("late"));

        assertThat(services.thinkers.getFirst().cancelled).isTrue();
        assertThat(services.events).isEmpty();
    }

    @Test
    void cancellingAnEarlierTurnLeavesTheLaterOneThinking() {
        var session = services.open();
        session.ask(new TurnId(2), HISTORY, List.of());
        session.cancel(new TurnId(1));

        assertThat(services.thinkers.getFirst().cancelled).isFalse();
    }

    @Test
    void aNewQuestionEndsTheOneBefore() {
        var session = services.open();
        session.ask(new TurnId(1), HISTORY, List.of());
        session.ask(new TurnId(1), HISTORY, List.of());
        services.thinkers.getFirst().answers.accept(new ChatModel.Event.Token("late"));
        services.thinkers.get(1).answers.accept(new ChatModel.Event.Token("new"));

        assertThat(services.thinkers.getFirst().cancelled).isTrue();
        assertThat(services.events).containsExactly(new EngineEvent.AnswerToken(new TurnId(1), "new"));
    }
}
