package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another persona takes over the call. */
class HandOffTest {
    private static final String ASKED = "caller: I want to order a table.";
    private static final String TO_SALES = "hand_off_to_sales";

    private final Dialogue dialogue = begun();

    private static Persona usual() {
        return TestPersonas.persona(Optional.of(Dialogue.GREETING), true, 2);
    }

    private static Persona other(String id, String... handOffs) {
        return TestPersonas.like(usual(), id, Pipeline.CASCADE, id + "-voice", handOffs);
    }

    private static Dialogue begun() {
        var dialogue = Dialogue.begins(other("reception", "sales", "gone"));
        dialogue.others.put("sales", other("sales", "reception", "stock"));
        dialogue.others.put("stock", other("stock", "sales"));
        dialogue.others.put("reception", other("reception", "sales"));
        return dialogue.after(Duration.ofSeconds(3));
    }

    private Dialogue asked() {
        return dialogue.callerSays("I want to order a table.");
    }

    @Test
    void whoTakesOverSpeaksFirstAndKnowsWhatWasSaid() {
        asked().modelWants(TO_SALES).modelWasAsked(2);

        assertThat(dialogue.engine.handedTo).containsExactly("sales");
        var told = dialogue.engine.asked.getLast();
        assertThat(instructions(told.history())).startsWith("You are sales.").contains("another agent: reception");
        assertThat(told.tools())
                .extracting(ToolSchema::name)
                .contains("hand_off_to_stock")
                .doesNotContain(TO_SALES);
        assertThat(told.history().stream()
                        .filter(message -> !(message instanceof ChatMessage.Instructions))
                        .map(Dialogue::written))
                .containsExactly(
                        "agent: " + Dialogue.GREETING,
                        ASKED,
                        "agent:  -> " + TO_SALES,
                        "tool: {\"status\":\"handed over, the other agent speaks next\"}");
        dialogue.modelAnswers("Which one would you like?")
                .after(Duration.ofSeconds(3))
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: Which one would you like?");
        assertThat(dialogue.conversation.transcript())
                .extracting(TranscriptEntry::persona)
                .containsExactly(Optional.of("reception"), Optional.empty(), Optional.of("sales"));
        assertThat(dialogue.remembered.personaId()).isEqualTo("sales");
        assertThat(dialogue.line.captions)
                .filteredOn(Caption.HandedOver.class::isInstance)
                .extracting(caption -> ((Caption.HandedOver) caption).name())
                .containsExactly("sales");
    }

    @Test
    void eachPersonaAnswersForItsOwnPartOfTheCall() {
        asked().modelWants(TO_SALES).modelWasAsked(2).modelAnswers("Which one?").after(Duration.ofSeconds(3));
        assertThat(dialogue.outcomes)
                .extracting(outcome -> outcome.persona().value())
                .containsExactly("reception");

        dialogue.conversation.end(Ending.FAILED, "a fault");

        assertThat(dialogue.outcomes)
                .extracting(outcome -> outcome.persona().value() + " " + outcome.contained() + " " + outcome.turns())
                .containsExactly("reception true 2", "sales false 1");
        assertThat(dialogue.outcomes.getFirst().errors()).isZero();
        assertThat(dialogue.outcomes.getLast().errors()).isPositive();
    }

    private static String instructions(List<ChatMessage> history) {
        var all = new StringBuilder();
        for (var message : history) {
            if (message instanceof ChatMessage.Instructions instructions) {
                all.append(instructions.text());
            }
        }
        return all.toString();
    }

    @Test
    void whoLeavesIsHeardOut() {
        asked().modelSays("I will connect you to sales.").modelWants(TO_SALES);
        assertThat(dialogue.engine.handedTo).isEmpty();

        dialogue.after(Duration.ofSeconds(3)).modelWasAsked(2);
        assertThat(dialogue.engine.handedTo).containsExactly("sales");
    }

    @Test
    void whatTheCallerSaysMeanwhileIsAnsweredByWhoTakesOver() {
        asked().modelSays("I will connect you to sales, who know all about tables.")
                .modelWants(TO_SALES);
        dialogue.after(Duration.ofSeconds(1)).callerBegins("a round one please.");
        assertThat(dialogue.engine.handedTo).as("as soon as who leaves is cut").containsExactly("sales");
        dialogue.modelWasAsked(1).callerEnds("a round one please.").modelWasAsked(2);

        assertThat(Dialogue.written(dialogue.engine.asked.getLast().history().getLast()))
                .isEqualTo("caller: a round one please.");
    }

    @Test
    void noiseWhileWhoLeavesIsHeardDoesNotKeepTheOtherFromSpeaking() {
        asked().modelSays("I will connect you to sales.").modelWants(TO_SALES);
        dialogue.after(Duration.ofSeconds(1)).callerBegins("a").soundWasNoSpeech();

        dialogue.after(Duration.ofSeconds(4)).modelWasAsked(2);
    }

    @Test
    void nobodyTakesOverWhoIsNotPublished() {
        asked().modelWants("hand_off_to_gone").modelWasAsked(2);

        assertThat(Dialogue.written(dialogue.engine.asked.getLast().history().getLast()))
                .contains("error")
                .contains("go on with the caller yourself");
        assertThat(dialogue.engine.handedTo).isEmpty();
        dialogue.modelAnswers("They are out.").after(Duration.ofSeconds(3)).stillRuns();
        assertThat(dialogue.remembered.personaId()).isEqualTo("reception");
    }

    @Test
    void ofTwoTheFirstTakesOver() {
        asked().modelWants(TO_SALES, TO_SALES).modelWasAsked(2);
        assertThat(dialogue.engine.handedTo).containsExactly("sales");
    }

    @Test
    void nobodyHandsTheCallStraightBack() {
        asked().modelWants(TO_SALES).modelWants("hand_off_to_reception").modelWasAsked(3);
        assertThat(dialogue.engine.handedTo).containsExactly("sales");
        dialogue.modelAnswers("What table?").after(Duration.ofSeconds(3));

        dialogue.callerSays("None, goodbye to sales.").modelWants("hand_off_to_reception");
        assertThat(dialogue.engine.handedTo).as("after the caller spoke").containsExactly("sales", "reception");
    }

    @Test
    void aCallIsHandedOverFiveTimesAtMost() {
        asked().modelWants(TO_SALES);
        for (var to : List.of("stock", "sales", "stock", "sales", "stock")) {
            dialogue.modelAnswers("Well?").after(Duration.ofSeconds(2)).callerSays("Somebody else, please.");
            dialogue.modelWants("hand_off_to_" + to);
        }
        assertThat(dialogue.engine.handedTo).hasSize(HandingOver.MOST);
        dialogue.modelAnswers("Then you stay with me.")
                .after(Duration.ofSeconds(3))
                .stillRuns();
    }

    @Test
    void aCallerWhoHangsUpMeanwhileIsHandedToNobody() {
        asked().modelSays("I will connect you to sales.").modelWants(TO_SALES);
        dialogue.after(Duration.ofSeconds(1)).conversation.end("hung up");

        assertThat(dialogue.engine.handedTo).isEmpty();
        dialogue.endedBecause(Ending.CALLER_HUNG_UP);
    }

    @Test
    void toolsThatRunBesideItAreAwaited() {
        asked().modelWants("find_table", TO_SALES);
        assertThat(dialogue.engine.handedTo).isEmpty();

        dialogue.toolAnswers("find_table", "7");
        assertThat(dialogue.engine.handedTo).containsExactly("sales");
    }

    @Test
    void aCallThatEndsIsNotHandedOver() {
        asked().modelSays("Goodbye.").modelWants(TO_SALES, "end_call").toolAnswers("end_call", "bye");
        dialogue.after(Duration.ofSeconds(3));

        assertThat(dialogue.engine.handedTo).isEmpty();
        dialogue.endedBecause(Ending.AGENT_SAID_GOODBYE);
    }

    @Test
    void aGuessHandsNothingOverUntilItIsConfirmed() {
        dialogue.callerBegins("I want to order a table.").voiceEnds();
        dialogue.modelWants(TO_SALES);
        assertThat(dialogue.engine.handedTo).isEmpty();

        dialogue.callerEnds("I want to order a table.");
        assertThat(dialogue.engine.handedTo).containsExactly("sales");
    }

    @Test
    void theCallGoesOnElsewhereWithWhoHasIt() {
        asked().modelWants(TO_SALES).modelAnswers("Which one?").after(Duration.ofSeconds(3));
        assertThat(dialogue.remembered.said())
                .last()
                .isInstanceOfSatisfying(
                        dev.parley.sessions.ConversationSnapshot.Said.Agent.class,
                        said -> assertThat(said.persona()).contains("sales"));
    }
}
