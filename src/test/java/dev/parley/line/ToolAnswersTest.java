package dev.parley.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Caption;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnReport;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ToolAnswersTest {
    private static final TurnId TURN = new TurnId(1);

    private final Doors doors = new Doors();
    private final Talk talk = doors.talk("a", doors.wire);
    private final ToolAnswers answers = new ToolAnswers();

    @Test
    void theFirstAnswerIsTheToolsAndWhatFollowsIsNews() {
        asked(true);
        assertThat(answers.answer(talk, "c1", "under way")).isTrue();
        assertThat(answers.answer(talk, "c1", "a map of Oslo")).isTrue();

        assertThat(doors.told)
                .containsExactly("a toolAnswered c1 under way", "a noted [show_map] a map of Oslo", "a prompted");
    }

    @Test
    void newsWaitsUntilTheAgentHasSpoken() {
        asked(true);
        answers.answer(talk, "c1", "under way");
        answers.follow(new Caption.TurnBegan(TURN, "tool"));
        answers.answer(talk, "c1", "a map of Oslo");
        assertThat(doors.told).doesNotContain("a prompted");

        turnEnds();
        turnEnds();

        assertThat(doors.told).filteredOn("a prompted"::equals).hasSize(1);
    }

    @Test
    void newsThatTheCallersNextWordsBringAlongIsNotToldTwice() {
        asked(true);
        answers.answer(talk, "c1", "under way");
        answers.follow(new Caption.CallerSpeaks());
        answers.answer(talk, "c1", "a map of Oslo");
        answers.follow(new Caption.CallerQuiet());
        answers.follow(new Caption.CallerSaid("And now?", false));
        turnEnds();

        assertThat(doors.told).doesNotContain("a prompted");
    }

    @Test
    void whatWasNotAskedOfTheClientIsNotTaken() {
        asked(false);

        assertThat(answers.answer(talk, "c1", "a map")).isFalse();
        assertThat(answers.answer(talk, "c2", "a map")).isFalse();
        assertThat(doors.told).isEmpty();
    }

    @Test
    void onlyTheLatestCallsAreRemembered() {
        for (var call = 0; call <= 200; call++) {
            answers.follow(new Caption.ToolCalled(TURN, "c" + call, "show_map", "{}", true));
        }
        assertThat(answers.find("c0")).isEmpty();
        assertThat(answers.find("c200")).isPresent();
    }

    private void asked(boolean byClient) {
        answers.follow(new Caption.ToolCalled(TURN, "c1", "show_map", "{}", byClient));
    }

    private void turnEnds() {
        var none = OptionalLong.empty();
        var report = new TurnReport(TURN, "tool", "done", false, none, none, none, none, none, none, none, none, none);
        answers.follow(new Caption.TurnEnded(report, "Here it is.", false));
    }
}
