package dev.parley.line.contoso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Caption;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnReport;
import dev.parley.line.Talks;
import dev.parley.line.ToolAnswers;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContosoWordingTest {
    private static final TurnId TURN = new TurnId(1);

    private final ContosoWording wording = new ContosoWording(new ToolAnswers(), List.of("silence"));

    @Test
    void theSessionIsToldAndWhatOfItsSettingsIsNotUsed() {
        assertThat(wording.began(new Talks.Begun("c-1", "desk", "Front desk", "r")))
                .containsExactly(
                        WireSamples.frame("out-console-created"),
                        "{\"type\":\"console\",\"payload\":\"{\\\"message\\\":\\\"The persona has turn detection of its own;"
                                + " not used: silence.\\\"}\"}");
    }

    @Test
    void whatWasHeardOfTheAgentIsShownAndLogged() {
        assertThat(wording.caption(ended("At nine.")))
                .containsExactly(
                        "{\"type\":\"assistant\",\"payload\":\"At nine.\"}",
                        "{\"type\":\"console\",\"payload\":\"{\\\"id\\\":\\\"turn-1\\\",\\\"role\\\":\\\"assistant\\\","
                                + "\\\"content\\\":\\\"At nine.\\\"}\"}");
        assertThat(wording.caption(ended(" "))).isEmpty();
    }

    @Test
    void whatTheUserSaidIsShown() {
        assertThat(wording.caption(new Caption.CallerSaid("A tent for four.", false)))
                .containsExactly(WireSamples.frame("out-user"));
        assertThat(wording.caption(new Caption.CallerSaid("", false))).isEmpty();
    }

    @Test
    void ofToolsOnlyThoseOfTheBrowserAreTold() {
        assertThat(wording.caption(new Caption.ToolCalled(TURN, "c", "show_map", "{}", true)))
                .singleElement()
                .asString()
                .contains("\"type\":\"function\"");
        assertThat(wording.caption(new Caption.ToolCalled(TURN, "d", "opening_hours", "{}", false)))
                .isEmpty();
    }

    @Test
    void anInterruptionAndTheEndAreTold() {
        assertThat(wording.stopped()).containsExactly(WireSamples.frame("out-interrupt"));
        assertThat(wording.ended("CALLER_SILENT")).singleElement().asString().contains("caller silent");
    }

    private static Caption ended(String heard) {
        var none = OptionalLong.empty();
        return new Caption.TurnEnded(
                new TurnReport(TURN, "caller", "heard", false, none, none, none, none, none, none, none, none, none),
                heard,
                false);
    }
}
