package dev.parley.emulator.thinking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.thinking.Question.Message;
import dev.parley.emulator.thinking.Question.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptedTurnsTest {
    private final ScriptedTurns scripts = new ScriptedTurns();

    @Test
    void eachTurnIsGivenOnceInItsOrder() {
        scripts.add(Optional.empty(), List.of(turn(null, "first"), turn(null, "second")));

        assertThat(scripts.next(asked("", "a"))).map(Thought::say).contains("first");
        assertThat(scripts.next(asked("", "b"))).map(Thought::say).contains("second");
        assertThat(scripts.next(asked("", "c"))).isEmpty();
    }

    @Test
    void aTurnWaitsForTheWordsItIsMeantFor() {
        scripts.add(Optional.empty(), List.of(turn("weather", "sunny"), turn("time", "noon")));

        assertThat(scripts.next(asked("", "What TIME is it?")))
                .map(Thought::say)
                .contains("noon");
        assertThat(scripts.next(asked("", "Hello"))).isEmpty();
        assertThat(scripts.left()).isEqualTo(1);
    }

    @Test
    void aScriptOfOneCallIsForThatCallAlone() {
        scripts.add(Optional.of("+15550001"), List.of(turn(null, "yours")));

        assertThat(scripts.next(asked("The caller's number is +15550002.", "Hi")))
                .isEmpty();
        assertThat(scripts.next(asked("The caller's number is +15550001.", "Hi")))
                .map(Thought::say)
                .contains("yours");
    }

    private static ScriptedTurns.Turn turn(String when, String say) {
        return new ScriptedTurns.Turn(Optional.ofNullable(when), Thought.saying(say));
    }

    private static Question asked(String system, String text) {
        return new Question(
                List.of(Message.of(Role.SYSTEM, system), Message.of(Role.USER, text)), List.of(), false, true);
    }
}
