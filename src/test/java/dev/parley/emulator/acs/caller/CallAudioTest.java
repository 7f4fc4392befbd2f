package dev.parley.emulator.acs.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.acs.caller.ScriptStep.Act;
import dev.parley.emulator.acs.media.AgentMessage;
import dev.parley.emulator.tone.ToneEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole talks, 20 ms by 20 ms, on a clock that the test turns. */
class CallAudioTest {
    private static final int RATE = 16_000;
    private static final int PIECE_MS = 60;

    private final List<short[]> sent = new ArrayList<>();
    private final StringBuilder keys = new StringBuilder();
    private final List<String> hungUp = new ArrayList<>();
    private CallAudio audio;
    private long now;

    private void call(int downlinkMs, ScriptStep... steps) {
        audio = new CallAudio(
                new CallAudio.Terms(RATE, RATE, false, downlinkMs, 0, 7, Optional.empty()),
                List.of(steps),
                () -> now,
                Runnable::run,
                () -> hungUp.add("hung up at " + now));
        audio.attach(new CallAudio.Uplink() {
            @Override
            public void audio(short[] pcm) {
                sent.add(pcm);
            }

            @Override
            public void dtmf(char key) {
                keys.append(key);
            }
        });
    }

    private void pass(long ms) {
        for (long until = now + ms; now < until; now += 20) {
            audio.tick();
        }
    }

    /** The agent speaks as a well-paced server does: in pieces, a little ahead. Returns the length in ms. */
    private long agentSays(String text) {
        short[] pcm = ToneEncoder.encode(text, RATE).pcm();
        int piece = RATE / 1000 * PIECE_MS;
        for (int at = 0; at < pcm.length; at += piece) {
            send(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + piece)));
        }
        return pcm.length * 1000L / RATE;
    }

    private void send(short[] pcm) {
        assertThat(audio.received(new AgentMessage.Audio(pcm))).isEmpty();
    }

    private List<String> heard() {
        return audio.figures().heard().stream().map(CallFigures.Line::text).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80, 200})
    void whatTheAgentSaysIsHeardWholeAtEveryDelay(int downlinkMs) {
        call(downlinkMs);
        long length = agentSays("Good morning, this is the reception.");
        pass(length + downlinkMs + 500);

        CallFigures figures = audio.figures();
        assertThat(heard()).containsExactly("Good morning, this is the reception.");
        assertThat(figures.heard().getFirst().cutAfterWord()).isEmpty();
        assertThat(figures.heard().getFirst().startMs()).isBetween((long) downlinkMs, downlinkMs + 40L);
        assertThat(figures.gaps()).isZero();
        assertThat(figures.lateFrames()).isZero();
    }

    @Test
    void aStopCutsAtOnceAndTheEarKnowsAfterWhichWord() {
        call(0);
        agentSays("One two three four five six seven eight nine ten.");
        pass(1200);
        audio.received(new AgentMessage.Stop());
        pass(2000);

        CallFigures figures = audio.figures();
        CallFigures.Line line = figures.heard().getFirst();
        assertThat(line.cutAfterWord()).hasValue(line.text().split(" ").length);
        assertThat(line.text()).startsWith("One two").doesNotContain("nine");
        assertThat(figures.stopMessages()).isEqualTo(1);
        assertThat(figures.playedAfterStopMs()).isLessThanOrEqualTo(20);
        assertThat(figures.gaps()).as("a stop makes no hole").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80, 200})
    void anAnswerSoonAfterAStopMakesNoHoleAtAnyDelay(int downlinkMs) {
        call(downlinkMs);
        agentSays("One two three four five six seven eight nine ten.");
        pass(1200);
        audio.received(new AgentMessage.Stop());
        pass(400);
        long answer = agentSays("Yes, of course.");
        pass(answer + downlinkMs + 500);

        CallFigures figures = audio.figures();
        assertThat(heard()).hasSize(2).endsWith("Yes, of course.");
        assertThat(figures.heard().getFirst().cutAfterWord()).isPresent();
        assertThat(figures.heard().getLast().cutAfterWord()).isEmpty();
        assertThat(figures.gaps()).isZero();
    }

    @Test
    void aHoleInTheAgentsSpeechIsCounted() {
        call(0);
        short[] pcm = ToneEncoder.encode("Somewhere in this sentence audio is missing.", RATE)
                .pcm();
        send(Arrays.copyOf(pcm, RATE));
        pass(1000 + 100);
        send(Arrays.copyOfRange(pcm, RATE, pcm.length));
        pass(5000);

        CallFigures figures = audio.figures();
        assertThat(figures.gaps()).isEqualTo(1);
        assertThat(figures.lateFrames()).isEqualTo(1);
        assertThat(figures.maxGapMs()).isEqualTo(100);
    }

    @Test
    void aHoleRightAfterTheFirstFrameIsCounted() {
        call(0);
        short[] pcm = ToneEncoder.encode("Good day.", RATE).pcm();
        send(Arrays.copyOf(pcm, RATE / 50));
        pass(20 + 60);
        send(Arrays.copyOfRange(pcm, RATE / 50, pcm.length));
        pass(3000);

        assertThat(audio.figures().gaps()).isEqualTo(1);
        assertThat(audio.figures().maxGapMs()).isEqualTo(60);
    }

    @Test
    void silenceBetweenTwoUtterancesIsNoHole() {
        call(0);
        long first = agentSays("One moment please.");
        pass(first + 300);
        long second = agentSays("Here it is.");
        pass(second + 300);

        assertThat(heard()).containsExactly("One moment please.", "Here it is.");
        assertThat(audio.figures().gaps()).isZero();
    }

    @Test
    void aReplyIsMeasuredFromTheLastSpeechToTheFirstAudioAtTheEar() {
        call(80, ScriptStep.inTurn(new Act.Say("When do you open?", false)));
        long greeting = agentSays("Hello.");
        pass(greeting + 800 + 60);
        long saidMs = untilSaid();
        pass(400);
        long sentAt = now;
        agentSays("At nine.");
        pass(3000);

        CallFigures figures = audio.figures();
        assertThat(figures.said()).hasSize(1);
        assertThat(figures.replyMs()).hasSize(1);
        assertThat(figures.replyMs().getFirst()).isBetween(sentAt + 80 - saidMs - 40, sentAt + 80 - saidMs + 60);
    }

    private long untilSaid() {
        while (audio.busy()) {
            pass(20);
        }
        return now;
    }

    @Test
    void aBargeInIsMeasuredToTheStopMessage() {
        call(0, ScriptStep.bargingIn(new Act.Say("Stop please", false), 2));
        agentSays("Our opening hours are from nine to five on every weekday except on holidays.");
        while (audio.figures().said().isEmpty()) {
            pass(20);
        }
        int heardThen = audio.figures().heard().getFirst().text().split(" ").length;
        pass(300);
        audio.received(new AgentMessage.Stop());
        send(new short[320]);
        pass(5000);

        CallFigures figures = audio.figures();
        assertThat(heardThen).isEqualTo(2);
        assertThat(figures.bargeInToStopMs()).hasSize(1);
        assertThat(figures.bargeInToStopMs().getFirst()).isBetween(280L, 340L);
        assertThat(figures.framesAfterStop()).isEqualTo(1);
        assertThat(figures.heard().getFirst().cutAfterWord()).isPresent();
    }

    @Test
    void keysGoOutOneByOneAndThenTheScriptGoesOn() {
        call(0, ScriptStep.inTurn(new Act.Press("12#")), ScriptStep.inTurn(new Act.HangUp()));
        long greeting = agentSays("Hi.");
        pass(greeting + 800 + 1000);
        assertThat(keys).hasToString("12#");
        long answer = agentSays("Thank you.");
        pass(answer + 900);

        assertThat(hungUp).hasSize(1);
    }

    @Test
    void theCallerSendsAFrameEachTwentyMillisecondsAndSilenceWhileQuiet() {
        call(0);
        pass(1000);
        audio.say("Hello there", false);
        pass(1000);

        assertThat(sent).hasSize(100);
        assertThat(sent.subList(0, 50)).containsOnlyNulls();
        assertThat(sent.get(51)).hasSize(320);
    }

    @Test
    void whatIsOnItsWayWhenTheCallEndsIsHeardAndTheRestIsCut() {
        call(200);
        long length = agentSays("Thank you and goodbye.");
        pass(length + 40);
        audio.finish();
        assertThat(audio.figures().heard().getFirst().cutAfterWord()).isEmpty();

        call(200);
        long longer = agentSays("This farewell is too long for the time that is left.");
        pass(longer / 2);
        audio.finish();

        assertThat(audio.figures().heard().getFirst().cutAfterWord()).isPresent();
    }

    @Test
    void pausesInASentenceAreTheSameForTheSameSeed() {
        var one = new CallerVoice(RATE, RATE, 3, Optional.empty());
        String text = "I would like to know when my order arrives please";

        assertThat(one.speech(text, true))
                .isEqualTo(new CallerVoice(RATE, RATE, 3, Optional.empty()).speech(text, true));
        assertThat(one.speech(text, true).length).isGreaterThan(one.speech(text, false).length);
    }

    @Test
    void aCallerOfAnotherRateIsResampledToTheStream() {
        short[] at24 = new CallerVoice(RATE, 24_000, 1, Optional.empty()).speech("Hello", false);
        short[] at16 = new CallerVoice(RATE, RATE, 1, Optional.empty()).speech("Hello", false);

        assertThat(at24.length).isEqualTo(at16.length * 3 / 2);
    }
}
