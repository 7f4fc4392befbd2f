package dev.parley.emulator.acs.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.acs.caller.ScriptStep.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** When a scripted caller does what, on a clock that the test turns. */
class ScriptedCallerTest {
    private static final ScriptStep SAY = ScriptStep.inTurn(new Act.Say("first", false));
    private static final ScriptStep HANG_UP = ScriptStep.inTurn(new Act.HangUp());

    private final List<String> done = new ArrayList<>();
    private final Line line = new Line();
    private ScriptedCaller caller;
    private long now;

    /** An agent that speaks when told to; what the caller says takes 500 ms. */
    private final class Line implements ScriptedCaller.Stage {
        private boolean playing;
        private long quietSince;
        private long spurts;
        private int words;
        private long busyUntil;

        @Override
        public boolean agentPlaying() {
            return playing;
        }

        @Override
        public long agentQuietMs() {
            return playing ? 0 : now - quietSince;
        }

        @Override
        public long agentSpurts() {
            return spurts;
        }

        @Override
        public int wordsHeard() {
            return words;
        }

        @Override
        public boolean prepared(Act act) {
            return true;
        }

        @Override
        public void perform(Act act) {
            done.add(act.getClass().getSimpleName() + "@" + now);
            busyUntil = act instanceof Act.Say ? now + 500 : now;
        }

        @Override
        public boolean busy() {
            return now < busyUntil;
        }
    }

    private void script(ScriptStep... steps) {
        caller = new ScriptedCaller(List.of(steps), line);
    }

    private void pass(int ms) {
        for (long until = now + ms; now < until; now += 20) {
            caller.tick(now);
        }
    }

    private void agentBegins() {
        line.playing = true;
        line.spurts++;
    }

    private void agentEnds() {
        line.playing = false;
        line.quietSince = now;
    }

    @Test
    void theFirstStepWaitsForTheGreetingAndEightHundredMilliseconds() {
        script(SAY);
        pass(3000);
        agentBegins();
        pass(2000);
        agentEnds();
        pass(780);
        assertThat(done).isEmpty();

        pass(100);

        assertThat(done).containsExactly("Say@5800");
    }

    @Test
    void withoutAnyGreetingTheCallerGoesOnAfterTenSeconds() {
        script(SAY);
        pass(11_000);

        assertThat(done).containsExactly("Say@10000");
    }

    @Test
    void anotherStepWaitsForTheAnswerNotOnlyForSilence() {
        script(ScriptStep.bargingIn(new Act.Say("at once", false), 0), SAY);
        agentBegins();
        pass(20);
        agentEnds();
        pass(5000);
        assertThat(done).as("no answer yet").containsExactly("Say@0");

        agentBegins();
        pass(1000);
        agentEnds();
        pass(1000);

        assertThat(done).containsExactly("Say@0", "Say@6820");
    }

    @Test
    void aPauseOfTheAgentShorterThanATurnEndIsNoTurnEnd() {
        script(SAY);
        agentBegins();
        pass(1000);
        agentEnds();
        pass(700);
        agentBegins();
        pass(1000);
        agentEnds();
        pass(700);

        assertThat(done).isEmpty();
    }

    @Test
    void aBargeInComesAfterSoManyWordsWhileTheAgentSpeaks() {
        script(ScriptStep.bargingIn(new Act.Say("stop", false), 3));
        agentBegins();
        line.words = 2;
        pass(1000);
        assertThat(done).isEmpty();
        line.words = 3;
        pass(20);

        assertThat(done).containsExactly("Say@1000");
    }

    @Test
    void aBargeInIntoAnAgentThatSaysTooLittleComesWhenTheTurnIsOver() {
        script(ScriptStep.bargingIn(new Act.Say("stop", false), 30));
        agentBegins();
        line.words = 2;
        pass(1000);
        agentEnds();
        pass(1000);

        assertThat(done).containsExactly("Say@1800");
    }

    @Test
    void wordsOfAnEarlierTurnDoNotCount() {
        script(
                ScriptStep.bargingIn(new Act.Say("stop", false), 2),
                ScriptStep.bargingIn(new Act.Say("stop again", false), 2));
        agentBegins();
        line.words = 2;
        pass(600);
        agentEnds();
        agentBegins();
        line.words = 3;
        pass(600);
        assertThat(done).hasSize(1);
        line.words = 4;
        pass(40);

        assertThat(done).hasSize(2);
    }

    @Test
    void silenceLastsAsLongAsItSaysAndWantsNoAnswer() {
        script(ScriptStep.inTurn(new Act.Silence(4000)), HANG_UP);
        agentBegins();
        pass(20);
        agentEnds();
        pass(800 + 4000 + 900);

        assertThat(done).containsExactly("Silence@820", "HangUp@5620");
    }

    @Test
    void aStepWithATimeComesThenWhateverTheAgentDoes() {
        script(
                ScriptStep.inTurn(new Act.Silence(0)),
                new ScriptStep(new Act.HangUp(), OptionalInt.empty(), OptionalInt.of(300)));
        agentBegins();
        pass(20);
        agentEnds();
        pass(840);
        agentBegins();
        pass(500);

        assertThat(done).containsExactly("Silence@820", "HangUp@1140");
        assertThat(caller.finished()).isTrue();
    }
}
