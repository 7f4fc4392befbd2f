package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the agent is doing when something fails: the caller's next question is answered, or the call ends where it
 * must with last words to the caller, and leaves nothing behind.
 */
class FaultAtEveryStateTest {
    /** So many pieces that some are still to be synthesised while the first ones sound. */
    private static final String LONG = "We are open on every day of the week, from nine to five, and on Sundays too. "
            + "The kitchen closes at four. There is a garden. It is closed in winter. The bar is open until midnight.";

    private static final String LOOKING = "Let me look at the book.";
    private static final String OPENER_WORDS = "Let me see.";
    private static final String HAND_OFF = "I connect you to sales, one moment please.";
    private static final String QUESTION = "And where can I park my car?";
    private static final String ANSWER = "Very well, in the yard.";
    private static final String GOODBYE = "Goodbye then.";
    private static final Duration OPENER_AFTER = Duration.ofMillis(300);
    private static final long STEP_MS = 250;
    /** How a call stands. */
    private static final String ASKED = "the model is asked";

    private static final String IDLE = "the model is not asked";
    private static final String SOUNDS = "the agent is heard, last ordered: ";
    /** Nobody is taken for silent by then. */
    private static final Duration A_WHILE = Dialogue.SILENCE.minusSeconds(1);
    /** A transfer has failed by then, and playback of what is said next was found to be stuck. */
    private static final Duration STRIKES_WITHIN =
            Deadline.TRANSFER.usual().plus(Deadline.PLAYBACK.usual()).plusSeconds(2);
    /** By then who was to take the call has not, and goodbye was said or could not be. */
    private static final Duration WHILE_IT_RINGS =
            Deadline.TRANSFER.usual().plus(Deadline.FAREWELL.usual()).plusSeconds(1);

    private enum State {
        GREETING(dialogue -> {}, "turn 0", SOUNDS + Dialogue.GREETING),
        LISTENING(dialogue -> dialogue.after(Duration.ofSeconds(3)), ": listening", IDLE),
        CALLER_SPEAKING(
                LISTENING, dialogue -> dialogue.voiceBegins().callerBegins("when are"), "caller speaking", IDLE),
        GUESSING(
                LISTENING,
                dialogue -> dialogue.callerBegins("when are you open").voiceEnds(),
                "caller speaking",
                ASKED),
        WAITING_FOR_MORE(
                LISTENING,
                dialogue -> dialogue.callerSays("When are you"),
                "caller speaking",
                IDLE,
                "caller: When are you"),
        THINKING(LISTENING, dialogue -> dialogue.callerSays("When are you open?"), "turn 1 thinking", ASKED),
        ACTING(THINKING, dialogue -> dialogue.modelWants("find_table"), "turn 1 acting", IDLE),
        FILLER(ACTING, dialogue -> dialogue.after(Duration.ofMillis(1_300)), "turn 1 acting", SOUNDS + LOOKING),
        SPEAKING(
                THINKING,
                dialogue -> dialogue.modelAnswers(LONG).after(Duration.ofMillis(900)),
                "turn 1",
                IDLE,
                SOUNDS + "The kitchen closes at four."),
        STILL_WRITING(
                THINKING,
                dialogue -> dialogue.modelSays(LONG).after(Duration.ofMillis(900)),
                "turn 1",
                ASKED,
                SOUNDS + "The kitchen closes at four."),
        PAUSED(SPEAKING, dialogue -> dialogue.voiceBegins().after(Duration.ofMillis(400)), "turn 1 paused"),
        INTERRUPTED(SPEAKING, dialogue -> dialogue.callerBegins("no wait please"), "caller speaking", "[cut]"),
        ASKING_AGAIN(
                LISTENING,
                dialogue -> dialogue.after(Dialogue.SILENCE.minusMillis(1_500)),
                "turn 1",
                SOUNDS + "Are you still there?"),
        FAREWELL(
                THINKING,
                dialogue -> dialogue.modelWants("end_call").toolAnswers("end_call", "bye"),
                "turn 1 farewell",
                ASKED),
        KEYS_HALF_ENTERED(LISTENING, dialogue -> dialogue.presses("12"), "caller speaking", IDLE),
        OPENER(
                THINKING,
                dialogue -> dialogue.after(OPENER_AFTER.plusMillis(250)),
                "turn 1",
                ASKED,
                SOUNDS + OPENER_WORDS),
        HAND_OFF_ANNOUNCED(
                THINKING,
                dialogue -> dialogue.modelSays(HAND_OFF)
                        .modelWants("hand_off_to_sales")
                        .after(Duration.ofMillis(900)),
                "turn 1",
                IDLE,
                SOUNDS + "one moment please."),
        RECOGNISER_REPLACED(
                LISTENING,
                dialogue -> {
                    dialogue.engine.readyAfter = Duration.ofSeconds(2);
                    dialogue.engine.tell(new EngineEvent.HearingLost("reset", true));
                    dialogue.after(Duration.ofSeconds(1));
                },
                ": listening",
                "no recogniser is ready"),
        UNINTERRUPTIBLE_GREETING(
                dialogue -> dialogue.after(Duration.ofMillis(300)), "turn 0", SOUNDS + Dialogue.GREETING),
        TRANSFER_RINGING(
                dialogue -> {
                    dialogue.after(Duration.ofSeconds(3)).engine.tell(new EngineEvent.HearingLost("wrong key", false));
                    dialogue.after(Duration.ofSeconds(4));
                },
                ": listening",
                "a person is called");

        private final Consumer<Dialogue> comesAbout;
        private final String[] shows;

        /** @param shows what is told of how the call then stands */
        State(Consumer<Dialogue> comesAbout, String... shows) {
            this.comesAbout = comesAbout;
            this.shows = shows;
        }

        State(State before, Consumer<Dialogue> then, String... shows) {
            this(before.comesAbout.andThen(then), shows);
        }

        Dialogue begins() {
            var policy = new Persona.InterruptionPolicy(
                    Persona.InterruptBy.MIN_WORDS,
                    2,
                    Persona.InterruptionPolicy.USUAL_SPEECH,
                    List.of(),
                    Optional.empty(),
                    true,
                    this != UNINTERRUPTIBLE_GREETING);
            var openers = new Persona.OpenerPolicy(this == OPENER ? List.of(OPENER_WORDS) : List.of(), OPENER_AFTER);
            var usual = TestPersonas.persona(
                    Optional.of(Dialogue.GREETING),
                    new Persona.TurnPolicy(Duration.ofMillis(500), policy, openers),
                    Optional.of("+15550100099").filter(person -> this == TRANSFER_RINGING));
            var dialogue =
                    Dialogue.begins(TestPersonas.like(usual, "reception", Persona.Pipeline.CASCADE, "voice", "sales"));
            dialogue.others.put("sales", TestPersonas.like(usual, "sales", Persona.Pipeline.CASCADE, "other"));
            comesAbout.accept(dialogue.after(Duration.ofMillis(500)));
            assertThat(standing(dialogue)).contains(shows);
            return dialogue;
        }

        /** Of playback the description is late, so the line tells. */
        private static String standing(Dialogue dialogue) {
            return String.join(
                    ", ",
                    dialogue.conversation.describe(),
                    dialogue.engine.thinking().isPresent() ? ASKED : IDLE,
                    dialogue.engine.listens ? "a recogniser is ready" : "no recogniser is ready",
                    dialogue.transfers.isEmpty() ? "nobody else is called" : "a person is called",
                    (dialogue.line.sounds() ? SOUNDS : "the agent is silent, last ordered: ")
                            + dialogue.spoken().getLast(),
                    dialogue.transcript().toString());
        }

        /** How a call ends from here without any fault. */
        Optional<Ending> ends() {
            return switch (this) {
                case FAREWELL -> Optional.of(Ending.AGENT_SAID_GOODBYE);
                case TRANSFER_RINGING -> Optional.of(Ending.FAILED);
                default -> Optional.empty();
            };
        }
    }

    private enum Fault {
        HEARING_LOST(dialogue -> hearingLost(dialogue, true), dialogue -> decided(dialogue, "hearing lost")),
        HEARING_LOST_FOR_GOOD(dialogue -> hearingLost(dialogue, false), dialogue -> decided(dialogue, "hearing lost")),
        MODEL_FAILS_ONCE(dialogue -> modelFails(dialogue, true), dialogue -> decided(dialogue, "answer failed")),
        MODEL_REFUSES(dialogue -> modelFails(dialogue, false), dialogue -> decided(dialogue, "answer failed")),
        PIECE_FAILS(dialogue -> dialogue.engine.failing = 1, dialogue -> decided(dialogue, "piece lost")),
        /** One, and when it is spoken once more, again. */
        PIECES_FAIL(dialogue -> dialogue.engine.failing = 3, dialogue -> dialogue.decisions.with("piece lost") > 1),
        LINE_DROPS(Fault::lineDrops, dialogue -> dialogue.lines.size() > 1),
        LINE_STUCK(dialogue -> dialogue.line.stuck = true, dialogue -> decided(dialogue, "cut", "playback stuck")),
        NOTHING_MORE_COMES(
                dialogue -> dialogue.after(Duration.ofMinutes(1)),
                dialogue -> decided(dialogue, "caller silent")
                        || decided(dialogue, "answer failed")
                        || decided(dialogue, "transfer failed")),
        NO_RECOGNISER_IS_READY(
                Fault::noRecogniserIsReady,
                dialogue -> decided(dialogue, "hearing lost", "recogniser not ready in time")),
        A_PIECE_STALLS(
                dialogue -> dialogue.engine.stalling = 1, dialogue -> decided(dialogue, "cut", "playback stuck")),
        A_TOOL_FAILS(Fault::toolFails, dialogue -> dialogue.engine.asked.stream()
                .flatMap(question -> question.history().stream())
                .anyMatch(told -> Dialogue.written(told).contains("the tool failed")));

        private final Consumer<Dialogue> strikes;
        private final Predicate<Dialogue> struck;

        /** @param struck whether the conversation has met it */
        Fault(Consumer<Dialogue> strikes, Predicate<Dialogue> struck) {
            this.strikes = strikes;
            this.struck = struck;
        }

        /** How it ends a call, where it does not let it go on. */
        Optional<Ending> ends() {
            return switch (this) {
                case HEARING_LOST_FOR_GOOD, NO_RECOGNISER_IS_READY -> Optional.of(Ending.FAILED);
                case NOTHING_MORE_COMES -> Optional.of(Ending.CALLER_SILENT);
                default -> Optional.empty();
            };
        }

        /** Whether last words may not sound, although they are said. */
        boolean silences() {
            return this == PIECES_FAIL || this == LINE_STUCK;
        }

        private static boolean decided(Dialogue dialogue, String... what) {
            return dialogue.decisions.with(what) > 0;
        }

        private static void hearingLost(Dialogue dialogue, boolean retryable) {
            dialogue.engine.tell(new EngineEvent.HearingLost("reset", retryable));
        }

        /** A caller who is not heard presses keys, and so is not taken for silent. */
        private static void noRecogniserIsReady(Dialogue dialogue) {
            dialogue.engine.readyAfter = Duration.ofMinutes(2);
            hearingLost(dialogue, true);
            for (int times = 0; times < 12; times++) {
                dialogue.presses("1#");
                goesOn(dialogue, Duration.ofSeconds(6));
            }
        }

        private static void lineDrops(Dialogue dialogue) {
            dialogue.line.close("reset");
            dialogue.conversation.detached(dialogue.line, "reset");
            dialogue.after(Duration.ofMillis(300));
            assertThat(dialogue.conversation.describe()).contains("line lost");
            dialogue.lineTakesOver();
        }

        private static void modelFails(Dialogue dialogue, boolean retryable) {
            untilAsked(dialogue, question -> true);
            dialogue.modelFails(retryable);
        }

        private static void toolFails(Dialogue dialogue) {
            if (dialogue.tools.running.isEmpty()) {
                untilAsked(dialogue, question -> !question.tools().isEmpty());
                dialogue.modelWants("find_table");
            }
            dialogue.toolsEnd(tool -> tool.completeExceptionally(new IllegalStateException("broken")));
        }

        /** The model is asked on with the answers of tools that run; where none do, the caller asks. */
        private static void untilAsked(Dialogue dialogue, Predicate<FakeEngine.Question> such) {
            toolsAnswer(dialogue);
            if (!isAsked(dialogue, such)) {
                dialogue.callerSays("Is there a table for two?");
            }
            for (long ms = 0; ms < STRIKES_WITHIN.toMillis() && !isAsked(dialogue, such); ms += STEP_MS) {
                dialogue.after(Duration.ofMillis(STEP_MS));
            }
        }

        private static boolean isAsked(Dialogue dialogue, Predicate<FakeEngine.Question> such) {
            return dialogue.engine.thinking().isPresent() && such.test(dialogue.engine.asked.getLast());
        }
    }

    /** While a person is called nobody hears the caller, thinks or acts. */
    private static final Set<Fault> NOT_WHILE_IT_RINGS = EnumSet.of(
            Fault.HEARING_LOST,
            Fault.HEARING_LOST_FOR_GOOD,
            Fault.NO_RECOGNISER_IS_READY,
            Fault.MODEL_FAILS_ONCE,
            Fault.MODEL_REFUSES,
            Fault.A_TOOL_FAILS);

    static Stream<Arguments> allOfThem() {
        return Arrays.stream(State.values()).flatMap(state -> Arrays.stream(Fault.values())
                .filter(fault -> state != State.TRANSFER_RINGING || !NOT_WHILE_IT_RINGS.contains(fault))
                .map(fault -> Arguments.of(state, fault)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("allOfThem")
    void theCallGoesOnOrEndsWithLastWords(State state, Fault fault) {
        try (var breakdowns = new Breakdowns()) {
            var dialogue = state.begins();
            dialogue.decisions.forget();

            fault.strikes.accept(dialogue);
            hasStruck(dialogue, fault);
            goesOn(dialogue, dialogue.transfers.isEmpty() ? A_WHILE : WHILE_IT_RINGS);

            if (dialogue.endings.isEmpty()) {
                assertThat(fault.ends()).as("it was to end").isEmpty();
                assertThat(dialogue.engine.listens).as("it listens").isTrue();
                assertThat(dialogue.transcript().getLast())
                        .as("more than words for the wait")
                        .doesNotContainPattern("(" + LOOKING + "|" + HAND_OFF + "|" + OPENER_WORDS + ")( \\[cut\\])?$");
                isAnswered(dialogue);
                dialogue.conversation.end("hung up");
            } else {
                assertThat(dialogue.endings)
                        .hasSize(1)
                        .isSubsetOf(Stream.of(state.ends(), fault.ends())
                                .flatMap(Optional::stream)
                                .toList());
                var last = fault.silences() ? dialogue.spoken() : dialogue.transcript();
                boolean ofModel = dialogue.endings.contains(Ending.AGENT_SAID_GOODBYE);
                assertThat(last.stream().filter(line -> !line.startsWith("caller: ")))
                        .last()
                        .asString()
                        .as("last words")
                        .containsAnyOf(GOODBYE, ofModel ? ANSWER : GOODBYE);
            }
            breakdowns.none();
            dialogue.nothingIsLeft();
        }
    }

    /** It does so in the course of what follows; where nobody has the floor, the caller asks something. */
    private static void hasStruck(Dialogue dialogue, Fault fault) {
        for (long ms = 0; ms < STRIKES_WITHIN.toMillis() && !fault.struck.test(dialogue); ms += STEP_MS) {
            if (dialogue.conversation.describe().contains(": listening")) {
                dialogue.callerBreathes().callerSays("Are you there?");
            }
            goesOn(dialogue, Duration.ofMillis(STEP_MS));
        }
        assertThat(fault.struck.test(dialogue))
                .as("it struck: %s", dialogue.decisions)
                .isTrue();
    }

    private static void isAnswered(Dialogue dialogue) {
        dialogue.line.stuck = false;
        dialogue.callerBreathes().callerSays(QUESTION);
        goesOn(dialogue, Duration.ofSeconds(6));
        Dialogue.isAnswered(dialogue.conversation, QUESTION, ANSWER);
    }

    /** The model answers what it is asked, and so do tools. */
    private static void goesOn(Dialogue dialogue, Duration time) {
        for (long left = time.toMillis(); left > 0 && dialogue.endings.isEmpty(); left -= STEP_MS) {
            dialogue.after(Duration.ofMillis(STEP_MS));
            toolsAnswer(dialogue);
            dialogue.engine.thinking().ifPresent(turn -> dialogue.modelAnswers(ANSWER));
        }
    }

    private static void toolsAnswer(Dialogue dialogue) {
        dialogue.toolsEnd(tool -> tool.complete(new ToolOutcome("done", false, false)));
    }
}
