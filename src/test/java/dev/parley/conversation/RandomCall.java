package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ToolCall;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** One call in which everything happens at any time, by its seed. */
final class RandomCall {
    private static final String[] WORDS = {
        "yes", "mhm", "stop", "bye", "no wait", "a table for two", "and what about noon"
    };
    /** Those of them that are never an aside, as sentences are none. */
    private static final Set<String> ASKS = Set.of("stop", "no wait");

    private static final Set<String> SENTENCES = Set.of("a table for two", "and what about noon");

    private static final String[] ANSWERS = {
        "Yes.", "Of course, let me see. We have two tables. Which one would you like?", "I do not know, sorry.", ""
    };
    /** A voice that stalls is found to be stuck, and tried once more. */
    private static final int STALLED_MS = 20_000;

    private static final String GOODBYE = "Goodbye then.";
    private static final ToolOutcome DONE = new ToolOutcome("done", false, false);

    private final long seed;
    private final Random random;
    private final Dialogue dialogue;
    private final CallLog log;
    private final Waiting waiting;
    private final RandomHearing hearing;
    private boolean lineThere = true;
    private int lostLines;
    private boolean delayIsKnown = true;
    private int sentences;
    private int pauses;
    private long pausedSince;

    RandomCall(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        dialogue = new RandomPersonas(random).call(handsOver() ? Optional.of("+15550100099") : Optional.empty());
        log = new CallLog(dialogue.clock, dialogue.conversation);
        waiting = new Waiting(
                log, () -> dialogue.line, () -> !dialogue.endings.isEmpty() || !dialogue.transfers.isEmpty());
        hearing = new RandomHearing(random, dialogue, log);
        log.did(dialogue.persona.turns() + ", " + dialogue.persona.endOfTurn());
    }

    private boolean handsOver() {
        return seed % 4 == 0;
    }

    /** What happened. */
    CallLog run() {
        try (var breakdowns = new Breakdowns()) {
            for (int i = 10 + random.nextInt(40); i > 0 && dialogue.endings.isEmpty(); i--) {
                goesOn(random.nextInt(random.nextInt(10) == 0 ? 4_000 : 400));
                step();
            }
            if (random.nextInt(3) == 0) {
                hangsUp();
            } else {
                fallsSilent();
            }
            hearsLate();
            breakdowns.none();
            dialogue.nothingIsLeft();
            Playback.oneTurnAfterTheOther(dialogue.lines);
            // a line that is gone takes no stop: what it had sent ahead sounds on, and the earlier word counts; a line
            // that begins knows nothing of what the one before it had sent ahead
            new Playback(dialogue.lines)
                    .isTold(
                            dialogue.transcript(),
                            lostLines + dialogue.lines.size() - 1 + dialogue.cutsOnTheLine(),
                            delayIsKnown);
        } catch (AssertionError | RuntimeException e) {
            throw log.failed("seed " + seed, e);
        }
        return log;
    }

    private void goesOn(int ms) {
        for (int left = ms; left > 0; left -= 100) {
            dialogue.after(Duration.ofMillis(Math.min(left, 100)));
            noPauseIsTooLong();
            log.listen();
        }
    }

    private void noPauseIsTooLong() {
        boolean paused = dialogue.conversation.describe().contains("paused");
        int before = pauses;
        pauses = dialogue.lines.stream().mapToInt(line -> line.pauses).sum();
        if (pauses > before) {
            pausedSince = dialogue.clock.nanos();
        } else if (paused) {
            assertThat(Duration.ofNanos(dialogue.clock.nanos() - pausedSince))
                    .as("pause")
                    .isLessThanOrEqualTo(Pausing.LONGEST);
        }
    }

    private void step() {
        switch (random.nextInt(26)) {
            case 0, 1, 2 -> did("caller seems to say: ", words(), hearing::guesses);
            case 3, 4 ->
                did(
                        "caller says: ",
                        hearing.unfinished()
                                .filter(asks -> random.nextBoolean())
                                .orElseGet(this::words),
                        this::says);
            case 5 -> did("no speech", hearing::findsNoSpeech);
            case 6, 7, 8 -> thinks();
            case 9 -> ifThinking("model fails", () -> dialogue.modelFails(random.nextBoolean()));
            case 10 -> ifThinking("model wants tools", () -> dialogue.modelWants("find_table", FakeTools.LASTING));
            case 11 -> did("tools answer", this::answerTools);
            case 12 -> did("keys: ", any("1", "2#", "#"), dialogue::presses);
            case 13 -> changeLine();
            case 14 -> did("hearing lost", () -> hearing.isLost(!handsOver() || random.nextInt(3) > 0));
            case 15, 16 -> did("voice begins", dialogue::voiceBegins);
            case 17 -> did("voice ends", () -> dialogue.voiceEnds(Duration.ofMillis(random.nextInt(800))));
            case 18 -> {
                if (dialogue.transfers.isEmpty()) {
                    hangsUpByModel();
                } else {
                    did("transfer answered", this::answerTransfer);
                }
            }
            case 19 -> did("voice fades", dialogue::voiceFades);
            case 20 ->
                ifThinking(
                        "model hands over",
                        () -> dialogue.modelWants(
                                any("hand_off_to_sales", "hand_off_to_reception", "hand_off_to_gone"), "find_table"));
            case 21 ->
                dialogue.engine
                        .cancelledTurn()
                        .ifPresent(turn -> did("late, of turn " + turn.number(), () -> tellLate(answerOf(turn))));
            case 22 -> did("tools fail", this::failTools);
            case 23 -> doesByHand();
            case 24 -> befalls();
            default -> did("pieces fail", () -> dialogue.engine.failing = 1 + random.nextInt(2));
        }
    }

    private void doesByHand() {
        switch (random.nextInt(4)) {
            case 0 -> did("writes", () -> dialogue.conversation.noted("by the way"));
            case 1 -> did("wants an answer", dialogue.conversation::prompted);
            case 2 -> {
                did("writes", () -> dialogue.conversation.noted("and another thing"));
                did("wants an answer", dialogue.conversation::prompted);
            }
            default -> did("stops the agent", dialogue.conversation::stopped);
        }
    }

    private void befalls() {
        switch (random.nextInt(6)) {
            case 0, 1 -> did("pieces stall", () -> dialogue.engine.stalling = 1 + random.nextInt(2));
            case 2 -> did("time is over", () -> dialogue.conversation.sayGoodbye(Ending.TOO_LONG));
            default ->
                did("line lags by ms: ", any("0", "40", "120", "250"), ms -> {
                    delayIsKnown = false;
                    dialogue.conversation.lags(Duration.ofMillis(Long.parseLong(ms)));
                });
        }
    }

    /**
     * Whatever else goes on, what is no aside is known to have been said, until the agent takes its leave; and sometimes it is
     * waited for what becomes of it.
     */
    private void says(String words) {
        boolean leaving = !dialogue.transfers.isEmpty()
                || dialogue.conversation.describe().contains("farewell");
        var before = hearing.saidByTheCaller();
        hearing.hears(words);
        boolean news = !before.equals(hearing.saidByTheCaller()); // else it was taken for said before, and answered
        if (asks(words) && !leaving && dialogue.endings.isEmpty()) {
            assertThat(hearing.saidByTheCaller()).as("what the caller said").anyMatch(line -> line.contains(words));
            if (random.nextInt(3) == 0 && news) {
                log.did("waits");
                attachIfGone();
                int silent = dialogue.engine.stalls() ? STALLED_MS : Waiting.SILENT_MS;
                nothingFails();
                waiting.untilAnswered(silent, this::allDoTheirPart);
            }
        }
    }

    private void answerTransfer() {
        if (random.nextBoolean()) {
            dialogue.conversation.end(Ending.TRANSFERRED, "transferred");
        } else {
            dialogue.conversation.transferFailed();
        }
    }

    private void hangsUpByModel() {
        ifThinking("model hangs up", () -> {
            dialogue.modelWants("end_call");
            answerTools();
        });
    }

    private void thinks() {
        var words = any(ANSWERS);
        boolean whole = random.nextBoolean();
        ifThinking("model: " + words + (whole ? "" : " ..."), () -> {
            dialogue.modelSays(words);
            if (whole) {
                dialogue.modelIsDone();
            }
        });
    }

    /** What a model says of a turn that was cut, in any legal order. */
    private List<EngineEvent> answerOf(TurnId turn) {
        var token = new EngineEvent.AnswerToken(turn, "Too late. ");
        var ends = any(
                new EngineEvent.AnswerEnded(turn, EngineEvent.Ending.COMPLETE, 1, 1),
                new EngineEvent.AnswerFailed(turn, "reset", random.nextBoolean()),
                new EngineEvent.AnswerDelayed(turn),
                new EngineEvent.ToolsWanted(turn, List.of(new ToolCall("late", "find_table", "{}"))));
        return List.of(token, token, ends);
    }

    private void tellLate(List<EngineEvent> events) {
        events.forEach(dialogue.engine::tellLate);
    }

    /** Services may have been about to tell something when the call ended. */
    private void hearsLate() {
        long played = playedFrames();
        tellLate(List.of(
                new EngineEvent.VoiceBegan(1),
                new EngineEvent.PartialHeard("too late", 1, 2),
                new EngineEvent.UtteranceHeard("Too late.", 1, 2),
                new EngineEvent.HearingLost("reset", true)));
        tellLate(answerOf(new TurnId(0)));
        answerTools();
        dialogue.after(Duration.ofSeconds(20));
        assertThat(dialogue.endings).hasSize(1);
        assertThat(playedFrames()).as("frames behind the end").isEqualTo(played);
        assertThat(dialogue.transcript().toString()).doesNotContain("Too late");
    }

    private long playedFrames() {
        return dialogue.lines.stream().mapToLong(line -> line.played.size()).sum();
    }

    private void ifThinking(String what, Runnable step) {
        if (dialogue.engine.thinking().isPresent()) {
            did(what, step);
        }
    }

    private void did(String what, Runnable step) {
        log.did(what);
        step.run();
    }

    private void did(String what, String words, Consumer<String> step) {
        did(what + words, () -> step.accept(words));
    }

    /** What nobody said before in this call where it is a sentence. */
    private String words() {
        var words = any(WORDS);
        return SENTENCES.contains(words) ? words + " at " + ++sentences : words;
    }

    private static boolean asks(String words) {
        return ASKS.contains(words) || SENTENCES.stream().anyMatch(words::startsWith);
    }

    @SafeVarargs
    private <T> T any(T... these) {
        return these[random.nextInt(these.length)];
    }

    private void answerTools() {
        dialogue.toolsEnd(tool -> tool.complete(DONE));
    }

    private void failTools() {
        boolean breaks = random.nextBoolean();
        dialogue.toolsEnd(tool -> {
            if (breaks) {
                tool.completeExceptionally(new IllegalStateException("broken"));
            } else {
                tool.complete(new ToolOutcome("{\"error\":\"no such table\"}", true, false));
            }
        });
    }

    private void changeLine() {
        if (lineThere && random.nextBoolean()) {
            did("line lost", () -> {
                dialogue.line.close("reset");
                dialogue.conversation.detached(dialogue.line, "reset");
            });
            lineThere = false;
            lostLines++;
        } else {
            attach();
        }
    }

    private void attach() {
        did("another line", () -> dialogue.lineTakesOver(Duration.ofMillis(random.nextInt(3) * 40L)));
        lineThere = true;
    }

    private void attachIfGone() {
        if (!lineThere && dialogue.endings.isEmpty()) {
            attach();
        }
    }

    private void hangsUp() {
        boolean over = !dialogue.endings.isEmpty();
        did("hangs up", () -> dialogue.conversation.end("hung up"));
        assertThat(dialogue.endings).hasSize(1);
        assertThat(over || dialogue.endings.contains(Ending.CALLER_HUNG_UP)).isTrue();
    }

    /** A caller who says no more is answered, asked again, and left, whatever sounds meanwhile. */
    private void fallsSilent() {
        attachIfGone();
        switch (random.nextInt(3)) {
            case 0 -> did("voice ends", dialogue::voiceEnds);
            case 1 -> did("caller says: ", words(), hearing::hears);
            default -> log.did("goes quiet");
        }
        var noise = new Noise(random, dialogue, any(Noise.Kind.values()));
        log.did("falls silent, noise: " + noise.kind());
        hearing.isOver();
        nothingFails();
        waiting.untilTheEnd(dialogue.endings, () -> {
            noise.sounds();
            allDoTheirPart();
        });
        if (dialogue.endings.contains(Ending.CALLER_SILENT)) {
            assertThat(String.join(
                            " ",
                            dialogue.transcript().stream()
                                    .map(RandomCall::words)
                                    .toList()))
                    .endsWith(GOODBYE);
            assertThat(everyUtteranceWasAnswered()).as("everything answered").isTrue();
        }
    }

    private void nothingFails() {
        dialogue.engine.failing = 0;
        dialogue.engine.stalling = 0;
        dialogue.engine.readyAfter = Duration.ZERO;
    }

    private void allDoTheirPart() {
        goesOn(Waiting.STEP_MS);
        answerTools();
        dialogue.engine.thinking().ifPresent(turn -> dialogue.modelAnswers("Very well."));
    }

    /** Being asked again and left is no answer, unless nothing else could be spoken or was wanted. */
    private boolean everyUtteranceWasAnswered() {
        return log.happenedSinceTheCaller("pieces fail")
                || log.happenedSinceTheCaller("stops the agent")
                || hearing.saidByTheCaller().isEmpty()
                || log.answersSinceTheCaller().stream().anyMatch(RandomCall::isMoreThanAskingAgain);
    }

    private static boolean isMoreThanAskingAgain(String line) {
        return !"Are you still there?".contains(words(line)) && !GOODBYE.contains(words(line));
    }

    /** Of somebody's line; a voice may have cut it, behind which its rest follows. */
    private static String words(String line) {
        return line.replace(" [cut]", "").replaceFirst("^\\w+: ", "");
    }
}
