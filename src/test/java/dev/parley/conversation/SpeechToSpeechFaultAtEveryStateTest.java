package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a model that hears and speaks for itself is doing when something fails: the caller's next question is answered, or the
 * call ends and leaves nothing behind.
 */
class SpeechToSpeechFaultAtEveryStateTest {
    private static final String QUESTION = "And where can I park my car?";
    private static final String ANSWER = "Very well, in the yard.";

    private final SpeechToSpeechCall call = new SpeechToSpeechCall();
    private int items;
    private int session = 1;
    private boolean begun;
    private FakeLine line = call.line;

    private enum State {
        GREETING(test -> {}),
        LISTENING(test -> test.passes(Duration.ofSeconds(3))),
        CALLER_SPEAKING(LISTENING, test -> test.call.model.tells(new RealtimeEvent.VoiceBegan(3_000))),
        THINKING(LISTENING, test -> test.asks("When do you open?")),
        ANSWERING(THINKING, SpeechToSpeechFaultAtEveryStateTest::begins),
        SPEAKING(ANSWERING, test -> {
            test.call.model.says("We are open from nine to five, and on Saturday until noon.", 4_000);
            test.passes(Duration.ofSeconds(1));
        }),
        ACTING(ANSWERING, test -> {
            test.call.model.wantsTool("find_table");
            test.call.model.ends(How.COMPLETE);
        }),
        HAND_OFF_ANNOUNCED(ANSWERING, test -> {
            test.call.model.says("I connect you to sales, one moment please.", 3_000);
            test.call.model.wantsTool("hand_off_to_sales");
            test.call.model.ends(How.COMPLETE);
            test.passes(Duration.ofSeconds(1));
        });

        private final Consumer<SpeechToSpeechFaultAtEveryStateTest> comesAbout;

        State(Consumer<SpeechToSpeechFaultAtEveryStateTest> comesAbout) {
            this.comesAbout = comesAbout;
        }

        State(State before, Consumer<SpeechToSpeechFaultAtEveryStateTest> then) {
            this(before.comesAbout.andThen(then));
        }
    }

    private enum Fault {
        SESSION_LOST(test -> test.call.model.tells(new RealtimeEvent.Lost("dropped", true))),
        SESSION_LOST_FOR_GOOD(test -> test.call.model.tells(new RealtimeEvent.Lost("no such deployment", false))),
        RESPONSE_FAILS(test -> test.ends(How.FAILED)),
        RESPONSE_IS_FILTERED(test -> test.ends(How.FILTERED)),
        TOOL_FAILS(test -> test.call
                .tools
                .running
                .values()
                .forEach(tool -> tool.completeExceptionally(new IllegalStateException("broken")))),
        LINE_DROPS(SpeechToSpeechFaultAtEveryStateTest::lineDrops),
        NOTHING_MORE_COMES(test -> test.passes(Duration.ofSeconds(40)));

        private final Consumer<SpeechToSpeechFaultAtEveryStateTest> strikes;

        Fault(Consumer<SpeechToSpeechFaultAtEveryStateTest> strikes) {
            this.strikes = strikes;
        }
    }

    static Stream<Arguments> allOfThem() {
        return Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(state, fault)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("allOfThem")
    void theCallGoesOnOrEnds(State state, Fault fault) {
        try (var breakdowns = new Breakdowns()) {
            call.begins(InterruptBy.MIN_WORDS);
            call.model.tells(new RealtimeEvent.Ready());
            call.model.answers(SpeechToSpeechCall.GREETING, 2_000);
            state.comesAbout.accept(this);

            fault.strikes.accept(this);
            goesOn(Duration.ofSeconds(10));
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

    private void isAnswered() {
        asks(QUESTION);
        goesOn(Duration.ofSeconds(8));
        var told = Dialogue.transcript(call.conversation);
        int asked = lastOf(told, QUESTION);
        assertThat(asked).as("the question in %s", told).isNotNegative();
        assertThat(lastOf(told, ANSWER)).as("its answer in %s", told).isGreaterThan(asked);
    }

    private static int lastOf(List<String> told, String words) {
        for (int at = told.size() - 1; at >= 0; at--) {
            if (told.get(at).contains(words)) {
                return at;
            }
        }
        return -1;
    }

    private void passes(Duration time) {
        call.clock.advance(time);
    }

    private void lineDrops() {
        call.line.close("reset");
        call.conversation.detached(call.line, "reset");
        passes(Duration.ofMillis(300));
        line = new FakeLine(call.clock, Duration.ofMillis(40));
        line.conversation = call.conversation;
        call.conversation.attach(line);
    }

    private void ends(How how) {
        if (call.model.isActive()) {
            if (!begun) {
                begins();
            }
            call.model.ends(how);
        }
    }

    private void begins() {
        begun = true;
        call.model.begins();
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
        for (long left = time.toMillis(); left > 0 && call.endings.isEmpty(); left -= 250) {
            passes(Duration.ofMillis(250));
            if (call.model.servingSession() != session) {
                session = call.model.servingSession();
                call.model.tells(new RealtimeEvent.Ready());
            }
            call.tools.running.values().forEach(tool -> tool.complete(new ToolOutcome("{}", false, false)));
            if (call.model.isActive()) {
                call.model.answers(ANSWER, 1_500);
            }
        }
    }
}
