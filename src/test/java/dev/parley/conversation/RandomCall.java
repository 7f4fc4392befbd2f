package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.ToolCall;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.ArrayList;
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
    /** Those of them that are never an aside. */
    private static final Set<String> ASKS = Set.of("stop", "no wait", "a table for two", "and what about noon");

    private static final String[] ANSWERS = {
        "Yes.", "Of course, let me see. We have two tables. Which one would you like?", "I do not know, sorry.", ""
    };

    private final long seed;
    private final Random random;
    private final Dialogue dialogue;
    private final List<String> happened = new ArrayList<>();
    private boolean lineThere = true;
    private int lostLines;
    private List<String> heard = List.of();
    private int pauses;
    private long pausedSince;

    RandomCall(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        var greeting = random.nextInt(5) == 0 ? Optional.<String>empty() : Optional.of(Dialogue.GREETING);
        var persona = TestPersonas.persona(
                greeting,
                turns(),
                handsOver() ? Optional.of("+15550100099") : Optional.empty(),
                any(EndOfTurnBy.PAUSE, EndOfTurnBy.SENTENCE, EndOfTurnBy.ADAPTIVE),
                any(Duration.ofMillis(2_500), Duration.ofMillis(2_500), Duration.ofMillis(800), Duration.ZERO));
        var first = TestPersonas.like(persona, "reception", Persona.Pipeline.CASCADE, "voice", "sales", "gone");
        dialogue = Dialogue.begins(first, Duration.ofMillis(random.nextInt(3) * 40L));
        dialogue.others.put(
                "sales", TestPersonas.like(persona, "sales", Persona.Pipeline.CASCADE, "other", "reception"));
        dialogue.others.put("reception", first);
    }

    private boolean handsOver() {
        return seed % 4 == 0;
    }

    private Persona.TurnPolicy turns() {
        var phrases = List.of("Sure.", "Let me see.").subList(0, random.nextInt(3));
        return new Persona.TurnPolicy(
                Duration.ofMillis(500),
                interruption(),
                new Persona.OpenerPolicy(phrases, Duration.ofMillis(random.nextInt(3) * 150L)));
    }

    private Persona.InterruptionPolicy interruption() {
        var kinds = InterruptBy.values();
        var by = random.nextBoolean() ? InterruptBy.MIN_WORDS : kinds[random.nextInt(kinds.length)];
        return new Persona.InterruptionPolicy(
                by,
                1 + random.nextInt(3),
                Duration.ofMillis(100 + random.nextInt(300)),
                by == InterruptBy.KEYWORD ? List.of("stop", "wait") : List.of(),
                Optional.empty(),
                random.nextInt(5) > 0,
                random.nextInt(5) > 0);
    }

    void run() {
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
            onlyOneTurnWasOnTheLine();
            historyIsWhatWasPlayed();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + ", " + dialogue.conversation.describe() + "\n" + String.join("\n", happened)
                            + "\nTranscript:\n" + String.join("\n", dialogue.transcript()),
                    e);
        }
    }

    private void goesOn(int ms) {
        for (int left = ms; left > 0; left -= 100) {
            dialogue.after(Duration.ofMillis(Math.min(left, 100)));
            noPauseIsTooLong();
            listen();
        }
    }

    /** What is new in the transcript since it was last asked. */
    private void listen() {
        var transcript = dialogue.transcript();
        if (!transcript.equals(heard)) {
            happened.add(
                    dialogue.clock.nanos() / 1_000_000 + " ms: " + (transcript.isEmpty() ? "" : transcript.getLast()));
            heard = transcript;
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
        switch (random.nextInt(23)) {
            case 0, 1, 2 -> did("caller seems to say: ", any(WORDS), dialogue::callerBegins);
            case 3, 4 -> did("caller says: ", any(WORDS), this::says);
            case 5 -> did("no speech", dialogue::soundWasNoSpeech);
            case 6, 7, 8 -> thinks();
            case 9 -> ifThinking("model fails", () -> dialogue.modelFails(random.nextBoolean()));
            case 10 -> ifThinking("model wants tools", () -> dialogue.modelWants("find_table", FakeTools.LASTING));
            case 11 -> did("tools answer", this::answerTools);
            case 12 -> did("keys: ", random.nextBoolean() ? "1" : "2#", dialogue::presses);
            case 13 -> changeLine();
            case 14 ->
                did(
                        "hearing lost",
                        () -> dialogue.engine.tell(
                                new EngineEvent.HearingLost("reset", !handsOver() || random.nextInt(3) > 0)));
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
            default -> did("pieces fail", () -> dialogue.engine.failing = random.nextInt(3));
        }
    }

    /** Whatever else goes on, what is no aside is known to have been said, until the agent takes its leave. */
    private void says(String words) {
        boolean leaving = !dialogue.transfers.isEmpty()
                || dialogue.conversation.describe().contains("farewell");
        dialogue.callerEnds(words);
        if (ASKS.contains(words) && !leaving && dialogue.endings.isEmpty()) {
            assertThat(dialogue.transcript().stream().filter(line -> line.startsWith("caller: ")))
                    .as("what the caller said")
                    .anyMatch(line -> line.contains(words));
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
        happened.add(dialogue.clock.nanos() / 1_000_000 + " ms, " + dialogue.conversation.describe() + ": " + what);
        step.run();
    }

    private void did(String what, String words, Consumer<String> step) {
        did(what + words, () -> step.accept(words));
    }

    @SafeVarargs
    private <T> T any(T... these) {
        return these[random.nextInt(these.length)];
    }

    private void answerTools() {
        List.copyOf(dialogue.tools.running.keySet()).forEach(name -> {
            dialogue.toolAnswers(name, "done");
            dialogue.tools.running.remove(name);
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

    private void hangsUp() {
        boolean over = !dialogue.endings.isEmpty();
        did("hangs up", () -> dialogue.conversation.end("hung up"));
        assertThat(dialogue.endings).hasSize(1);
        assertThat(over || dialogue.endings.contains(Ending.CALLER_HUNG_UP)).isTrue();
    }

    /** A caller who says no more is answered, asked again, and left: whatever was stuck would keep the call. */
    private void fallsSilent() {
        if (!lineThere && dialogue.endings.isEmpty()) {
            attach();
        }
        dialogue.engine.failing = 0;
        if (random.nextBoolean()) {
            did("voice ends", dialogue::voiceEnds);
        }
        for (int i = 0; i < 240 && dialogue.endings.isEmpty(); i++) {
            goesOn(250);
            answerTools();
            dialogue.engine.thinking().ifPresent(turn -> dialogue.modelAnswers("Very well."));
        }
        assertThat(dialogue.endings).hasSize(1);
        assertThat(dialogue.endings.getFirst())
                .isIn(
                        Ending.CALLER_SILENT,
                        Ending.FAILED,
                        Ending.LINE_LOST,
                        Ending.AGENT_SAID_GOODBYE,
                        Ending.TRANSFERRED);
        if (dialogue.endings.contains(Ending.CALLER_SILENT)) {
            assertThat(dialogue.transcript().getLast()).isEqualTo("agent: Goodbye then.");
            assertThat(everyUtteranceWasAnswered()).as("everything answered").isTrue();
        }
    }

    private boolean everyUtteranceWasAnswered() {
        var told = dialogue.transcript();
        var fromLast = told.reversed().stream()
                .takeWhile(line -> line.startsWith("agent"))
                .toList();
        boolean voiceless = happened.reversed().stream()
                .takeWhile(event -> !event.contains(" ms: caller: ")) // not a final that brought no news
                .anyMatch(event -> event.endsWith("pieces fail"));
        // the farewell and the re-prompt before it are no answer, unless nothing else could be spoken
        return fromLast.size() == told.size() || fromLast.size() > (voiceless ? 1 : 2);
    }

    private void onlyOneTurnWasOnTheLine() {
        dialogue.lines.forEach(
                line -> assertThat(line.lateAudio).as("audio of cut turns").isZero());
        assertThat(dialogue.lines.stream().flatMap(line -> line.played.stream()).map(frame -> frame.piece()
                        .turn()))
                .as("turns on the line")
                .isSorted();
    }

    private void historyIsWhatWasPlayed() {
        var playback = new Playback(dialogue.lines);
        assertThat(playback.missingMs()).as("left out, ms").isZero();
        long played = playback.words();
        long told = dialogue.transcript().stream()
                .filter(line -> line.startsWith("agent"))
                .mapToLong(line -> line.replace(" [cut]", "").split(" ").length - 1)
                .sum();
        // a line that is gone takes no stop: what it had sent ahead sounds on, and the earlier word counts; a line
        // that begins knows nothing of what the one before it had sent ahead
        long cuts = lostLines
                + dialogue.lines.size()
                - 1
                + dialogue.lines.stream().mapToLong(line -> line.cuts.size()).sum();
        assertThat(told).as("words told, %d cuts", cuts).isBetween(played - cuts, played);
    }
}
