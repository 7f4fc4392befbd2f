package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToolTurnTest {
    private static final String ASKED = "caller: A table for two.";

    private static Dialogue asked() {
        return Dialogue.begun().callerSays("A table for two.");
    }

    @Test
    void theModelIsToldWhatItsToolsAnswered() {
        asked().modelWants("find_table")
                .toolAnswers("find_table", "{\"table\":7}")
                .modelWasAsked(2)
                .modelWasTold("agent: " + Dialogue.GREETING, ASKED, "agent:  -> find_table", "tool: {\"table\":7}")
                .modelAnswers("Table seven is yours.")
                .after(Duration.ofSeconds(3))
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: Table seven is yours.");
    }

    @Test
    void severalToolsRunAtOnceAndAllAreAwaited() {
        var dialogue = asked().modelWants("find_table", FakeTools.LASTING);
        assertThat(dialogue.tools.running).hasSize(2);
        dialogue.toolAnswers(FakeTools.LASTING, "b")
                .modelWasAsked(1)
                .toolAnswers("find_table", "a")
                .modelWasAsked(2);
        dialogue.modelWasTold(
                "agent: " + Dialogue.GREETING, ASKED, "agent:  -> find_table -> place_order", "tool: a", "tool: b");
    }

    @Test
    void aSlowToolIsBridgedByItsSentence() {
        var dialogue = asked().modelWants("find_table").after(Duration.ofMillis(1_001));
        assertThat(dialogue.spoken()).contains("Let me look at the book.");
        dialogue.after(Duration.ofSeconds(2)).toolAnswers("find_table", "7").modelAnswers("Table seven.");
        dialogue.after(Duration.ofSeconds(3))
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: Let me look at the book. Table seven.");
    }

    @Test
    void aToolWithoutASentenceGetsTheUsualOne() {
        var dialogue = asked().modelWants(FakeTools.LASTING).after(Duration.ofMillis(1_001));
        assertThat(dialogue.spoken()).contains("One moment, please.");
    }

    @Test
    void aFastToolNeedsNoSentence() {
        var dialogue =
                asked().modelWants("find_table").toolAnswers("find_table", "7").after(Duration.ofSeconds(2));
        assertThat(dialogue.spoken()).containsExactly(Dialogue.GREETING);
    }

    @Test
    void aToolThatDoesNotAnswerHasFailed() {
        var dialogue =
                asked().modelWants("find_table").after(Duration.ofSeconds(6)).modelWasAsked(2);
        assertThat(dialogue.tools.running.get("find_table")).isCancelled();
        assertThat(dialogue.engine.asked.getLast().history().getLast())
                .satisfies(message -> assertThat(Dialogue.written(message)).contains("not answer in time"));
    }

    @Test
    void bargeInCancelsAToolAndLeavesItAnswered() {
        var dialogue = asked().modelWants("find_table").callerBegins("no wait").callerEnds("No, wait.");
        assertThat(dialogue.tools.running.get("find_table")).isCancelled();
        dialogue.modelWasTold(
                "agent: " + Dialogue.GREETING,
                ASKED,
                "agent:  -> find_table",
                "tool: {\"error\":\"cancelled, the caller spoke first\"}",
                "caller: No, wait.");
    }

    @Test
    void aToolWithLastingEffectIsNotCancelledAndItsAnswerIsKept() {
        var dialogue = asked().modelWants(FakeTools.LASTING).callerBegins("no wait");
        assertThat(dialogue.tools.running.get(FakeTools.LASTING)).isNotCancelled();
        dialogue.toolAnswers(FakeTools.LASTING, "order 12")
                .callerEnds("No, wait.")
                .modelWasTold(
                        "agent: " + Dialogue.GREETING,
                        ASKED,
                        "agent:  -> place_order",
                        "tool: order 12",
                        "caller: No, wait.");
    }

    @Test
    void aModelThatOnlyWantsToolsIsMadeToSpeak() {
        var dialogue = asked();
        for (int step = 1; step < 8; step++) {
            dialogue.modelWants("find_table").toolAnswers("find_table", "7");
        }
        assertThat(dialogue.engine.asked.getLast().tools()).isEmpty();
        assertThat(dialogue.engine.asked.getFirst().tools()).isNotEmpty();
    }

    @Test
    void theFarewellIsHeardBeforeTheAgentHangsUp() {
        asked().modelWants("end_call")
                .toolAnswers("end_call", "ok")
                .modelAnswers("Goodbye and thank you.")
                .after(Duration.ofMillis(1_000))
                .stillRuns()
                .after(Duration.ofSeconds(1))
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: Goodbye and thank you.")
                .endedBecause(Ending.AGENT_SAID_GOODBYE);
    }

    @Test
    void aFarewellThatTheCallerReturnsGoesOn() {
        asked().modelWants("end_call")
                .toolAnswers("end_call", "ok")
                .modelAnswers("Goodbye and thank you.")
                .after(Duration.ofMillis(500))
                .callerSays("Bye bye then.")
                .after(Duration.ofSeconds(2))
                .endedBecause(Ending.AGENT_SAID_GOODBYE);
    }

    @Test
    void aFarewellSaidWithTheToolCallIsEnough() {
        asked().modelSays("Goodbye and thank you.")
                .modelWants("end_call")
                .toolAnswers("end_call", "ok")
                .modelWasAsked(1)
                .after(Duration.ofSeconds(3))
                .endedBecause(Ending.AGENT_SAID_GOODBYE);
    }
}
