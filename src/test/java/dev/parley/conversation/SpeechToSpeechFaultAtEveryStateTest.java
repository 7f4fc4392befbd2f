package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a model that hears and speaks for itself is doing when something fails: the caller's next question is
 * answered, or the call ends where it must, and leaves nothing behind.
 */
class SpeechToSpeechFaultAtEveryStateTest {
    private static final String QUESTION = "And where can I park my car?";
    private static final String ANSWER = "Very well, in the yard.";
    private static final long STEP_MS = 250;
    /** By then what is being said was said, and a question behind it was asked. */
    private static final Duration STRIKES_WITHIN = Duration.ofSeconds(10);
    /** Nobody is taken for silent by then. */
    private static final Duration A_WHILE = Dialogue.SILENCE.minusSeconds(1);

    /** How a call stands. */
    private static final String ASKED = "the model is asked";

    private static final String ANSWERS = "the model answers";
    private static final String IDLE = "the model is not asked";
    private static final String SOUNDS = "the agent is heard";

    private final SpeechToSpeechCall call = new SpeechToSpeechCall();
    private int items;
    private int session = 1;
    private FakeLine line = call.line;

    private enum State {
        GREETING(test -> test.passes(Duration.ofMillis(500)), "turn 0", IDLE, SOUNDS),
        LISTENING(test -> test.passes(Duration.ofSeconds(3)), ": listening", IDLE),
        CALLER_SPEAKING(
                LISTENING, test -> test.call.model.tells(new RealtimeEvent.VoiceBegan(3_000)), "caller speaking", IDLE),
        THINKING(LISTENING, test -> test.asks("When do you open?"), "turn 1 thinking", ASKED),
        ANSWERING(THINKING, test -> test.call.model.begins(), "turn 1 thinking", ANSWERS),
        SPEAKING(
                ANSWERING,
                test -> {
                    test.call.model.says("We are open from nine to five, and on Saturday until noon.", 4_000);
                    test.passes(Duration.ofSeconds(1));
                },
                "turn 1",
                ANSWERS,
                SOUNDS),
        ACTING(
                ANSWERING,
                test -> {
                    test.call.model.wantsTool("find_table");
                    test.call.model.ends(How.COMPLETE);
                },
                "turn 1 acting",
                IDLE,
                "tools [find_table]"),
        HAND_OFF_ANNOUNCED(
                ANSWERING,
                test -> {
                    test.call.model.says("I connect you to sales, one moment please.", 3_000);
                    test.call.model.wantsTool("hand_off_to_sales");
                    test.call.model.ends(How.COMPLETE);
                    test.passes(Duration.ofSeconds(1));
                },
                "turn 1",
                IDLE,
                SOUNDS);

        private final Consumer<SpeechToSpeechFaultAtEveryStateTest> comesAbout;
        private final String[] shows;

        /** @param shows what is told of how the call then stands */
        State(Consumer<SpeechToSpeechFaultAtEveryStateTest> comesAbout, String... shows) {
            this.comesAbout = comesAbout;
            this.shows = shows;
        }

        State(State before, Consumer<SpeechToSpeechFaultAtEveryStateTest> then, String... shows) {
            this(before.comesAbout.andThen(then), shows);
        }
    }

    private enum Fault {
        SESSION_LOST(
                test -> test.call.model.tells(new RealtimeEvent.Lost("dropped", true)),
                test -> test.decided("hearing lost")),
        SESSION_LOST_FOR_GOOD(
                test -> test.call.model.tells(new RealtimeEvent.Lost("no such deployment", false)),
                test -> test.decided("hearing lost")),
        RESPONSE_FAILS(test -> test.responseEnds(How.FAILED), test -> test.decided("answer failed", "FAILED")),
        RESPONSE_IS_FILTERED(test -> test.responseEnds(How.FILTERED), test -> test.decided("THINK", "ending=FILTERED")),
        TOOL_FAILS(SpeechToSpeechFaultAtEveryStateTest::toolFails, test -> test.call.model.told.stream()
                .anyMatch(told -> told.contains("the tool failed"))),
        LINE_DROPS(SpeechToSpeechFaultAtEveryStateTest::lineDrops, test -> test.line != test.call.line),
        NOTHING_MORE_COMES(
                SpeechToSpeechFaultAtEveryStateTest::nothingMoreComes, test -> test.decided("cut", "playback stuck"));

        private final Consumer<SpeechToSpeechFaultAtEveryStateTest> strikes;
        private final Predicate<SpeechToSpeechFaultAtEveryStateTest> struck;

        /** @param struck whether the conversation has met it */
        Fault(
                Consumer<SpeechToSpeechFaultAtEveryStateTest> strikes,
                Predicate<SpeechToSpeechFaultAtEveryStateTest> struck) {
            this.strikes = strikes;
            this.struck = struck;
        }

        /** How it ends a call, where it does not let it go on. */
        List<Ending> ends() {
            return this == SESSION_LOST_FOR_GOOD || this == NOTHING_MORE_COMES ? List.of(Ending.FAILED) : List.of();
        }
    }

    static Stream<Arguments> allOfThem() {
        return Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(state, fault)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("allOfThem")
    void theCallGoesOnOrEndsWhereItMust(State state, Fault fault) {
        try (var breakdowns = new Breakdowns()) {
            comesAbout(state);
            call.decisions.forget();

            fault.strikes.accept(this);
            goesOn(A_WHILE);
            assertThat(fault.struck.test(this))
                    .as("it struck: %s", call.decisions)
                    .isTrue();
            assertThat(call.endings).isEqualTo(fault.ends());
            if (call.endings.isEmpty()) {
                isAnswered();
                call.conversation.end("hung up");
            }

            breakdowns.none();
            assertThat(call.endings).hasSize(1);
            assertThat(line.closed).isPresent();
            call.clock.advance(Duration.ofMillis(300));
            assertThat(call.clock.waiting()).as("timers").isZero();
        }
    }

    private void comesAbout(State state) {
        call.begins(InterruptBy.MIN_WORDS);
        call.model.tells(new RealtimeEvent.Ready());
        call.model.answers(SpeechToSpeechCall.GREETING, 2_000);
        state.comesAbout.accept(this);
        var standing = String.join(
                ", ",
                call.conversation.describe(),
                call.model.hasBegun() ? ANSWERS : call.model.isActive() ? ASKED : IDLE,
                line.sounds() ? SOUNDS : "the agent is silent",
                "tools " + call.tools.running.keySet());
        assertThat(standing).contains(state.shows);
    }

    private boolean decided(String... what) {
        return call.decisions.with(what) > 0;
    }

    private void isAnswered() {
        asks(QUESTION);
        goesOn(Duration.ofSeconds(8));
        Dialogue.isAnswered(call.conversation, QUESTION, ANSWER);
    }

    private void passes(Duration time) {
        call.clock.advance(time);
    }

    private void lineDrops() {
        call.line.close("reset");
        call.conversation.detached(call.line, "reset");
        passes(Duration.ofMillis(300));
        assertThat(call.conversation.describe()).contains("line lost");
        line = new FakeLine(call.clock, Duration.ofMillis(40));
        line.conversation = call.conversation;
        call.conversation.attach(line);
    }

    private void responseEnds(How how) {
        toolsAnswer();
        responseBegins();
        call.model.ends(how);
    }

    private void toolFails() {
        if (call.tools.running.isEmpty()) {
            responseBegins();
            call.model.wantsTool("find_table");
            call.model.ends(How.COMPLETE);
        }
        call.tools.running.values().forEach(tool -> tool.completeExceptionally(new IllegalStateException("broken")));
    }

    /** A caller may speak for a long time, but not for ever. */
    private void nothingMoreComes() {
        if (call.conversation.describe().contains("caller speaking")) {
            asks("When do you open?");
        }
        passes(Duration.ofMinutes(1));
    }

    /** Where nothing is to be answered, the caller asks something. */
    private void responseBegins() {
        for (long ms = 0; ms < STRIKES_WITHIN.toMillis() && !call.model.isActive(); ms += STEP_MS) {
            if (!call.conversation.describe().contains(": turn")) {
                asks("Is there a table for two?");
            } else {
                passes(Duration.ofMillis(STEP_MS));
                noticeSession();
            }
        }
        if (!call.model.hasBegun()) {
            call.model.begins();
        }
    }

    /** The caller says something of half a second, of which the words come at once. */
    private void asks(String question) {
        call.model.tells(new RealtimeEvent.VoiceBegan(3_000));
        passes(Duration.ofMillis(500));
        var item = "heard" + ++items;
        call.model.tells(new RealtimeEvent.VoiceEnded(3_500));
        call.model.tells(new RealtimeEvent.TurnCommitted(item));
        call.model.tells(new RealtimeEvent.Transcribed(item, question));
    }

    /** Model, tools and network do their part. */
    private void goesOn(Duration time) {
        for (long left = time.toMillis(); left > 0 && call.endings.isEmpty(); left -= STEP_MS) {
            passes(Duration.ofMillis(STEP_MS));
            noticeSession();
            toolsAnswer();
            if (call.model.isActive()) {
                call.model.answers(ANSWER, 1_500);
            }
        }
    }

    private void toolsAnswer() {
        call.tools.running.values().forEach(tool -> tool.complete(new ToolOutcome("{}", false, false)));
    }

    private void noticeSession() {
        if (call.model.servingSession() != session) {
            session = call.model.servingSession();
            call.model.tells(new RealtimeEvent.Ready());
        }
    }
}
