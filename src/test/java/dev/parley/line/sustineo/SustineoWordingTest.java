package dev.parley.line.sustineo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Caption;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnReport;
import dev.parley.line.Talks;
import dev.parley.line.ToolAnswers;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SustineoWordingTest {
    private static final TurnId TURN = new TurnId(1);

    private final SustineoWording wording = new SustineoWording(new ToolAnswers(), List.of("voice", "threshold"));

    @Test
    void theBrowserIsToldWhoAnswersAndWhatOfItsSettingsIsNotUsed() {
        assertThat(wording.began(new Talks.Begun("c-1", "desk", "Front desk", "r")))
                .hasSize(2)
                .allMatch(frame -> frame.contains("\"type\":\"console\""))
                .anyMatch(frame -> frame.contains("Front desk answers"))
                .anyMatch(frame -> frame.contains("not used: voice, threshold."));
    }

    @Test
    void whatWasHeardOfTheAgentIsOneMessage() {
        assertThat(wording.caption(ended("Good day, this is", true)))
                .containsExactly(
                        "{\"id\":\"turn-1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":\"Good day, this is\"}");
        assertThat(wording.caption(ended("", true))).isEmpty();
        assertThat(wording.caption(new Caption.AgentSays(new PieceId(TURN, 0), "Good")))
                .isEmpty();
    }

    @Test
    void aCorrectedUtteranceHasTheIdOfTheOneItCorrects() {
        assertThat(wording.caption(new Caption.CallerSaid("When are", false)))
                .singleElement()
                .asString()
                .contains("user-1");
        assertThat(wording.caption(new Caption.CallerSaid("When are you open?", true)))
                .singleElement()
                .asString()
                .contains("user-1");
        assertThat(wording.caption(new Caption.CallerSaid("And now?", false)))
                .singleElement()
                .asString()
                .contains("user-2");
        assertThat(wording.caption(new Caption.CallerSaid(" ", false))).isEmpty();
    }

    @Test
    void ofToolsOnlyThoseOfTheBrowserAreAskedOfIt() {
        assertThat(wording.caption(called("c1", true)))
                .singleElement()
                .asString()
                .contains("\"type\":\"function\"");
        assertThat(wording.caption(new Caption.ToolEnded(TURN, "c1", "show_map", false)))
                .isEmpty();

        assertThat(wording.caption(called("c2", false)))
                .singleElement()
                .asString()
                .contains("\"status\":\"running\"");
        assertThat(wording.caption(new Caption.ToolEnded(TURN, "c2", "show_map", true)))
                .singleElement()
                .asString()
                .contains("\"status\":\"failed\"", "\"output\":false");
    }

    @Test
    void aFailureIsToldAsAMessageTooForPeopleSeeNoErrors() {
        assertThat(wording.ended("FAILED")).hasSize(2).last().asString().contains("\"type\":\"message\"");
        assertThat(wording.ended("CALLER_SILENT")).singleElement().asString().contains("caller silent");
    }

    @Test
    void anInterruptionIsOneFrame() {
        assertThat(wording.stopped()).containsExactly("{\"id\":\"interrupt\",\"type\":\"interrupt\"}");
    }

    private static Caption called(String callId, boolean byClient) {
        return new Caption.ToolCalled(TURN, callId, "show_map", "{}", byClient);
    }

    private static Caption ended(String heard, boolean cut) {
        var none = OptionalLong.empty();
        var report = new TurnReport(TURN, "caller", "cut", false, none, none, none, none, none, none, none, none, none);
        return new Caption.TurnEnded(report, heard, cut);
    }
}
