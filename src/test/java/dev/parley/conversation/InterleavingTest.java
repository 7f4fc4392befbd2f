package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calls in which everything happens at any time: what must hold holds in each. */
class InterleavingTest {
    private static final int CALLS = 4_000;
    private static final String[] WORDS = {"yes", "no wait", "a table for two", "and what about noon"};
    private static final String[] ANSWERS = {
        "Yes.", "Of course, let me see. We have two tables. Which one would you like?", "I do not know, sorry.", ""
    };

    @Test
    void whateverHappensTheCallGoesOnAndEndsClean() {
        for (int seed = 0; seed < CALLS; seed++) {
            new Chaos(seed).run();
        }
    }

    private static final class Chaos {
        final int seed;
        final Random random;
        final Dialogue dialogue;
        final List<FakeLine> lines = new ArrayList<>();
        boolean lineThere = true;
        int lostLines;

        Chaos(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            var greeting = random.nextInt(5) == 0 ? Optional.<String>empty() : Optional.of(Dialogue.GREETING);
            dialogue = Dialogue.begins(
                    Dialogue.persona(greeting, random.nextInt(6) > 0, 1 + random.nextInt(3)),
                    Duration.ofMillis(random.nextInt(3) * 40L));
            lines.add(dialogue.line);
        }

        void run() {
            try {
                for (int i = 10 + random.nextInt(40); i > 0 && dialogue.endings.isEmpty(); i--) {
                    dialogue.after(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 4_000 : 400)));
                    step();
                }
                if (random.nextInt(3) == 0) {
                    hangsUp();
                } else {
                    fallsSilent();
                }
                dialogue.nothingIsLeft();
                lines.forEach(line ->
                        assertThat(line.lateAudio).as("audio of cut turns").isZero());
                historyIsWhatWasPlayed();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", " + dialogue.conversation.describe() + ", " + dialogue.transcript(), e);
            }
        }

        private void step() {
            switch (random.nextInt(18)) {
                case 0, 1, 2 -> dialogue.callerBegins(WORDS[random.nextInt(WORDS.length)]);
                case 3, 4 -> dialogue.callerEnds(WORDS[random.nextInt(WORDS.length)]);
                case 5 -> dialogue.soundWasNoSpeech();
                case 6, 7, 8 -> thinks();
                case 9 -> dialogue.engine.thinking().ifPresent(turn -> dialogue.modelFails(random.nextBoolean()));
                case 10 ->
                    dialogue.engine.thinking().ifPresent(turn -> dialogue.modelWants("find_table", FakeTools.LASTING));
                case 11 -> answerTools();
                case 12 -> dialogue.presses(random.nextBoolean() ? "1" : "2#");
                case 13 -> changeLine();
                case 16 -> dialogue.voiceEnds();
                case 17 -> dialogue.voiceBegins();
                case 14 -> dialogue.engine.tell(new EngineEvent.HearingLost("reset", true));
                default -> dialogue.engine.failing = random.nextInt(3);
            }
        }

        private void thinks() {
            dialogue.engine.thinking().ifPresent(turn -> {
                if (random.nextBoolean()) {
                    dialogue.modelAnswers(ANSWERS[random.nextInt(ANSWERS.length)]);
                } else {
                    dialogue.modelSays(ANSWERS[random.nextInt(ANSWERS.length)]);
                }
            });
        }

        private void answerTools() {
            List.copyOf(dialogue.tools.running.keySet()).forEach(name -> {
                dialogue.toolAnswers(name, "done");
                dialogue.tools.running.remove(name);
            });
        }

        private void changeLine() {
            var last = lines.getLast();
            if (lineThere && random.nextBoolean()) {
                last.close("reset");
                dialogue.conversation.detached(last, "reset");
                lineThere = false;
                lostLines++;
            } else {
                attach();
            }
        }

        private void attach() {
            var next = new FakeLine(dialogue.clock, Duration.ofMillis(random.nextInt(3) * 40L));
            next.conversation = dialogue.conversation;
            dialogue.conversation.attach(next);
            lines.add(next);
            dialogue.line = next;
            lineThere = true;
        }

        private void hangsUp() {
            boolean over = !dialogue.endings.isEmpty();
            dialogue.conversation.end("hung up");
            assertThat(dialogue.endings).hasSize(1);
            assertThat(over || dialogue.endings.contains(Ending.CALLER_HUNG_UP)).isTrue();
        }

        /** A caller who says no more is answered, asked again, and left: whatever was stuck would keep the call. */
        private void fallsSilent() {
            if (!lineThere && dialogue.endings.isEmpty()) {
                attach();
            }
            dialogue.engine.failing = 0;
            for (int i = 0; i < 240 && dialogue.endings.isEmpty(); i++) {
                dialogue.after(Duration.ofMillis(250));
                answerTools();
                dialogue.engine.thinking().ifPresent(turn -> dialogue.modelAnswers("Very well."));
            }
            assertThat(dialogue.endings).hasSize(1);
            assertThat(dialogue.endings.getFirst()).isIn(Ending.CALLER_SILENT, Ending.FAILED, Ending.LINE_LOST);
            if (dialogue.endings.contains(Ending.CALLER_SILENT)) {
                assertThat(dialogue.transcript().getLast()).isEqualTo("agent: Goodbye then.");
                assertThat(everyUtteranceWasAnswered())
                        .as(dialogue.transcript().toString())
                        .isTrue();
            }
        }

        private boolean everyUtteranceWasAnswered() {
            var told = dialogue.transcript();
            var fromLast = told.reversed().stream()
                    .takeWhile(line -> line.startsWith("agent"))
                    .toList();
            // the farewell and the re-prompt before it are no answer
            return fromLast.size() == told.size() || fromLast.size() > 2;
        }

        private void historyIsWhatWasPlayed() {
            long samples = lines.stream()
                    .flatMap(line -> line.played.stream())
                    .mapToLong(FakeLine.Frame::samples)
                    .sum();
            long played = samples / 16 / FakeEngine.WORD_MS;
            long told = dialogue.transcript().stream()
                    .filter(line -> line.startsWith("agent"))
                    .mapToLong(line -> line.replace(" [cut]", "").split(" ").length - 1)
                    .sum();
            // a line that is gone takes no stop: what it had sent ahead sounds on, and the earlier word counts; a line
            // that begins knows nothing of what the one before it had sent ahead
            long cuts = 2L * lostLines
                    + lines.size()
                    - 1
                    + lines.stream().mapToLong(line -> line.cuts.size()).sum();
            assertThat(told)
                    .as("words told, %d cuts: %s", cuts, dialogue.transcript())
                    .isBetween(played - cuts, played);
        }
    }
}
