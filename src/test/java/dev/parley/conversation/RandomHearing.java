package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The recogniser of a {@link RandomCall}: it guesses, is lost, and another one hears again what it had not finished. */
final class RandomHearing {
    /** Until a replacing recogniser is ready; of the longest nobody waits for the end. */
    private static final int[] READY_AFTER_MS = {0, 0, 1_500, 6_000, 12_000};

    private final Random random;
    private final Dialogue dialogue;
    private final CallLog log;
    /** What the caller seems to say, until the recogniser is done with it; and what was known of the caller before. */
    private Optional<String> unfinished = Optional.empty();

    private List<String> saidBefore = List.of();

    RandomHearing(Random random, Dialogue dialogue, CallLog log) {
        this.random = random;
        this.dialogue = dialogue;
        this.log = log;
    }

    Optional<String> unfinished() {
        return unfinished;
    }

    void guesses(String words) {
        saidBefore = saidByTheCaller();
        unfinished = Optional.of(words);
        dialogue.callerBegins(words);
    }

    List<String> saidByTheCaller() {
        return dialogue.transcript().stream()
                .filter(line -> line.startsWith("caller: "))
                .toList();
    }

    void findsNoSpeech() {
        unfinished = Optional.empty();
        dialogue.soundWasNoSpeech();
    }

    void hears(String words) {
        unfinished = Optional.empty();
        dialogue.callerEnds(words);
    }

    void isLost(boolean retryable) {
        dialogue.engine.readyAfter = Duration.ofMillis(READY_AFTER_MS[random.nextInt(READY_AFTER_MS.length)]);
        dialogue.engine.hearsAgain = random.nextBoolean() ? this::hearsAgain : () -> {};
        dialogue.engine.tell(new EngineEvent.HearingLost("reset", retryable));
    }

    /** No other one hears anything again. */
    void isOver() {
        dialogue.engine.hearsAgain = () -> {};
    }

    /** What was taken for the caller's turn is no news: it does not cut the answer that sounds. */
    private void hearsAgain() {
        unfinished.ifPresent(words -> {
            log.did("heard again: " + words);
            var said = saidByTheCaller();
            boolean taken = !said.equals(saidBefore) && said.getLast().endsWith(words);
            boolean sounds = dialogue.conversation.describe().matches(".*turn \\d+ speaking.*");
            long cuts = dialogue.cutsOnTheLine();
            dialogue.heardAgain(words);
            if (taken && sounds) {
                log.did("its answer sounds");
                assertThat(dialogue.cutsOnTheLine())
                        .as("cuts, by words that were answered")
                        .isEqualTo(cuts);
            }
        });
    }
}
