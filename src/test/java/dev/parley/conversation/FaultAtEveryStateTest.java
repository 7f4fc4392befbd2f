package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the agent is doing when something fails: the caller's next question is answered, or the call ends with a word to the
 * caller and leaves nothing behind.
 */
class FaultAtEveryStateTest {
    private static final String LONG = "We are open on every day of the week, from nine to five, and on Sundays too.";
    private static final String QUESTION = "And where can I park my car?";
    private static final String ANSWER = "Very well, in the yard.";
    private static final Duration OPENER_AFTER = Duration.ofMillis(300);
    /** By then who was to take the call has not, and goodbye was said or could not be. */
    private static final Duration WHILE_IT_RINGS =
            Deadline.TRANSFER.usual().plus(Deadline.FAREWELL.usual()).plusSeconds(1);

    private enum State {
        GREETING(dialogue -> {}),
        LISTENING(dialogue -> dialogue.after(Duration.ofSeconds(3))),
        CALLER_SPEAKING(LISTENING, dialogue -> dialogue.voiceBegins().callerBegins("when are")),
        GUESSING(LISTENING, dialogue -> dialogue.callerBegins("when are you open")
                .voiceEnds()),
        WAITING_FOR_MORE(LISTENING, dialogue -> dialogue.callerSays("When are you")),
        THINKING(LISTENING, dialogue -> dialogue.callerSays("When are you open?")),
        ACTING(THINKING, dialogue -> dialogue.modelWants("find_table")),
        FILLER(ACTING, dialogue -> dialogue.after(Duration.ofMillis(1_300))),
        SPEAKING(THINKING, dialogue -> dialogue.modelAnswers(LONG).after(Duration.ofMillis(900))),
        STILL_WRITING(THINKING, dialogue -> dialogue.modelSays(LONG).after(Duration.ofMillis(900))),
        PAUSED(SPEAKING, dialogue -> dialogue.voiceBegins().after(Duration.ofMillis(400))),
        INTERRUPTED(SPEAKING, dialogue -> dialogue.callerBegins("no wait please")),
        ASKING_AGAIN(LISTENING, dialogue -> dialogue.after(Dialogue.SILENCE).after(Duration.ofMillis(300))),
        FAREWELL(THINKING, dialogue -> dialogue.modelWants("end_call").toolAnswers("end_call", "bye")),
        KEYS_HALF_ENTERED(LISTENING, dialogue -> dialogue.presses("12")),
        OPENER(THINKING, dialogue -> dialogue.after(OPENER_AFTER.plusMillis(250))),
        HAND_OFF_ANNOUNCED(THINKING, dialogue -> dialogue.modelSays("I connect you to sales, one moment please.")
                .modelWants("hand_off_to_sales")
                .after(Duration.ofMillis(900))),
        RECOGNISER_REPLACED(LISTENING, dialogue -> {
            dialogue.engine.readyAfter = Duration.ofSeconds(2);
            dialogue.engine.tell(new EngineEvent.HearingLost("reset", true));
            dialogue.after(Duration.ofSeconds(1));
        }),
        UNINTERRUPTIBLE_GREETING(false, Optional.empty(), dialogue -> dialogue.after(Duration.ofMillis(300))),
        TRANSFER_RINGING(true, Optional.of("+15550100099"), dialogue -> {
            dialogue.after(Duration.ofSeconds(3)).engine.tell(new EngineEvent.HearingLost("wrong key", false));
            dialogue.after(Duration.ofSeconds(4));
        });

        private final boolean greetingStops;
        private final Optional<String> transferTo;
        private final Consumer<Dialogue> comesAbout;

        State(boolean greetingStops, Optional<String> transferTo, Consumer<Dialogue> comesAbout) {
            this.greetingStops = greetingStops;
            this.transferTo = transferTo;
            this.comesAbout = comesAbout;
        }

        State(Consumer<Dialogue> comesAbout) {
            this(true, Optional.empty(), comesAbout);
        }

        State(State before, Consumer<Dialogue> then) {
            this(before.comesAbout.andThen(then));
        }

        Dialogue begins() {
            var policy = new Persona.InterruptionPolicy(
                    Persona.InterruptBy.MIN_WORDS,
                    2,
                    Persona.InterruptionPolicy.USUAL_SPEECH,
                    List.of(),
                    Optional.empty(),
                    true,
                    greetingStops);
            var openers = new Persona.OpenerPolicy(this == OPENER ? List.of("Let me see.") : List.of(), OPENER_AFTER);
            var usual = TestPersonas.persona(
                    Optional.of(Dialogue.GREETING),
                    new Persona.TurnPolicy(Duration.ofMillis(500), policy, openers),
                    transferTo);
            var dialogue =
                    Dialogue.begins(TestPersonas.like(usual, "reception", Persona.Pipeline.CASCADE, "voice", "sales"));
            dialogue.others.put("sales", TestPersonas.like(usual, "sales", Persona.Pipeline.CASCADE, "other"));
            comesAbout.accept(dialogue.after(Duration.ofMillis(500)));
            return dialogue;
        }
    }

    private enum Fault {
        HEARING_LOST(dialogue -> dialogue.engine.tell(new EngineEvent.HearingLost("reset", true))),
        HEARING_LOST_FOR_GOOD(dialogue -> dialogue.engine.tell(new EngineEvent.HearingLost("wrong key", false))),
        MODEL_FAILS_ONCE(dialogue -> modelFails(dialogue, true)),
        MODEL_REFUSES(dialogue -> modelFails(dialogue, false)),
        PIECE_FAILS(dialogue -> dialogue.engine.failing = 1),
        PIECES_FAIL(dialogue -> dialogue.engine.failing = 3),
        LINE_DROPS(dialogue -> {
            dialogue.line.close("reset");
            dialogue.conversation.detached(dialogue.line, "reset");
            dialogue.after(Duration.ofMillis(300)).lineTakesOver();
        }),
        LINE_STUCK(dialogue -> dialogue.line.stuck = true),
        NOTHING_MORE_COMES(dialogue -> dialogue.after(Duration.ofSeconds(40))),
        NO_RECOGNISER_IS_READY(dialogue -> {
            dialogue.engine.readyAfter = Duration.ofMinutes(2);
            dialogue.engine.tell(new EngineEvent.HearingLost("reset", true));
            goesOn(dialogue, Duration.ofSeconds(70));
        }),
        A_PIECE_STALLS(dialogue -> dialogue.engine.stalling = 1),
        A_TOOL_FAILS(Fault::toolFails);

        private final Consumer<Dialogue> strikes;

        Fault(Consumer<Dialogue> strikes) {
            this.strikes = strikes;
        }

        /** Where nobody is asked just then, the next question meets it. */
        private static void modelFails(Dialogue dialogue, boolean retryable) {
            if (dialogue.engine.thinking().isEmpty()) {
                dialogue.callerSays("Are you there?");
            }
            dialogue.engine.thinking().ifPresent(turn -> dialogue.modelFails(retryable));
        }

        /** Where none runs just then, the next question wants one. */
        private static void toolFails(Dialogue dialogue) {
            if (dialogue.tools.running.isEmpty()) {
                if (dialogue.engine.thinking().isEmpty()) {
                    dialogue.callerSays("Is there a table for two?");
                }
                dialogue.engine.thinking().ifPresent(turn -> dialogue.modelWants("find_table"));
            }
            dialogue.toolsEnd(tool -> tool.completeExceptionally(new IllegalStateException("broken")));
        }
    }

    static Stream<Arguments> allOfThem() {
        return Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(state, fault)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("allOfThem")
    void theCallGoesOnOrEndsWithAWord(State state, Fault fault) {
        try (var breakdowns = new Breakdowns()) {
            var dialogue = state.begins();

            fault.strikes.accept(dialogue);
            goesOn(dialogue, dialogue.transfers.isEmpty() ? Duration.ofSeconds(10) : WHILE_IT_RINGS);

            if (dialogue.endings.isEmpty()) {
                isAnswered(dialogue);
                dialogue.conversation.end("hung up");
            } else {
                assertThat(dialogue.endings)
                        .as(dialogue.conversation.describe())
                        .hasSize(1)
                        .doesNotContain(Ending.LINE_LOST);
                if (fault != Fault.PIECES_FAIL) { // of which it may be one
                    assertThat(dialogue.transcript().getLast())
                            .as("a last word")
                            .startsWith("agent: ");
                }
            }
            breakdowns.none();
            dialogue.nothingIsLeft();
        }
    }

    private static void isAnswered(Dialogue dialogue) {
        dialogue.line.stuck = false;
        dialogue.engine.failing = 0;
        dialogue.engine.stalling = 0;
        dialogue.callerSays(QUESTION);
        goesOn(dialogue, Duration.ofSeconds(6));
        var told = dialogue.transcript();
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

    /** The model answers what it is asked, and so do tools. */
    private static void goesOn(Dialogue dialogue, Duration time) {
        for (long left = time.toMillis(); left > 0 && dialogue.endings.isEmpty(); left -= 250) {
            dialogue.after(Duration.ofMillis(250));
            dialogue.toolsEnd(tool -> tool.complete(new ToolOutcome("done", false, false)));
            dialogue.engine.thinking().ifPresent(turn -> dialogue.modelAnswers(ANSWER));
        }
    }
}
