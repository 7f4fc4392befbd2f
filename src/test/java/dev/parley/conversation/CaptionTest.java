package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a line is told that can show more than sound. */
class CaptionTest {
    @Test
    void aTurnIsToldFromTheCallersVoiceToWhatWasHeardOfTheAnswer() {
        var dialogue = Dialogue.begun();
        dialogue.line.captions.clear();

        dialogue.callerSays("When are you open?").modelAnswers("At nine.").after(Duration.ofSeconds(3));

        assertThat(told(dialogue))
                .containsSubsequence(
                        "CallerSpeaks",
                        "CallerSaid When are you open?",
                        "TurnBegan",
                        "AgentSays",
                        "TurnEnded At nine. whole");
        assertThat(words(dialogue)).isEqualTo("At nine.");
    }

    @Test
    void ofACutTurnOnlyWhatWasHeardIsTold() {
        var dialogue = Dialogue.begun();
        dialogue.callerSays("Tell me all.")
                .modelAnswers("One two three four five six seven eight nine ten.")
                .after(Duration.ofSeconds(1));
        dialogue.line.captions.clear();

        dialogue.callerSays("Stop that now please.");

        assertThat(told(dialogue)).anySatisfy(caption -> assertThat(caption)
                .startsWith("TurnEnded One")
                .doesNotContain("ten")
                .endsWith("cut"));
    }

    @Test
    void aGuessIsToldOnlyOnceItIsATurn() {
        var dialogue = Dialogue.begun();
        dialogue.line.captions.clear();
        dialogue.voiceBegins().callerBegins("When are you open?").voiceEnds().modelAnswers("At nine.");
        assertThat(words(dialogue)).isEmpty();

        dialogue.callerEnds("When are you open?").after(Duration.ofSeconds(3));

        assertThat(words(dialogue)).isEqualTo("At nine.");
        assertThat(told(dialogue)).containsSubsequence("TurnBegan", "AgentSays", "TurnEnded At nine. whole");
    }

    @Test
    void aToolOfTheClientIsRunByTheLineAndItsAnswerBroughtToTheModel() {
        var dialogue = Dialogue.begunWithClientTool("show_map");
        dialogue.callerSays("Where are you?").modelWants("show_map");
        var called = dialogue.line.captions.stream()
                .filter(Caption.ToolCalled.class::isInstance)
                .map(Caption.ToolCalled.class::cast)
                .toList();
        assertThat(called).singleElement().satisfies(call -> {
            assertThat(call.byClient()).isTrue();
            assertThat(call.name()).isEqualTo("show_map");
        });
        assertThat(dialogue.engine.asked.getLast().tools())
                .extracting(tool -> tool.name())
                .contains("show_map");

        dialogue.conversation.toolAnswered("no such call", "forged");
        dialogue.conversation.toolAnswered(called.getFirst().callId(), "shown");
        dialogue.conversation.toolAnswered(called.getFirst().callId(), "twice");

        var last = dialogue.engine.asked.getLast().history().getLast();
        assertThat(Dialogue.written(last)).isEqualTo("tool: shown");
        dialogue.modelWasAsked(2).stillRuns();
    }

    @Test
    void aClientThatDoesNotAnswerIsNotWaitedForForEver() {
        var dialogue = Dialogue.begunWithClientTool("show_map");
        dialogue.callerSays("Where are you?").modelWants("show_map").after(Duration.ofSeconds(31));

        dialogue.modelWasAsked(2);
        var last = dialogue.engine.asked.getLast().history().getLast();
        assertThat(Dialogue.written(last)).contains("did not answer in time");
    }

    private static List<String> told(Dialogue dialogue) {
        return dialogue.line.captions.stream().map(CaptionTest::told).toList();
    }

    private static String told(Caption caption) {
        return switch (caption) {
            case Caption.CallerSaid said -> "CallerSaid " + said.text();
            case Caption.TurnEnded ended -> "TurnEnded " + ended.heard() + (ended.cut() ? " cut" : " whole");
            default -> caption.getClass().getSimpleName();
        };
    }

    private static String words(Dialogue dialogue) {
        return dialogue.line.captions.stream()
                .filter(Caption.AgentSays.class::isInstance)
                .map(caption -> ((Caption.AgentSays) caption).words())
                .collect(Collectors.joining())
                .strip();
    }
}
