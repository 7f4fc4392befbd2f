package dev.parley.conversation;

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
    /** What the caller seems to say, until the recogniser is done with it. */
    private Optional<String> unfinished = Optional.empty();

    RandomHearing(Random random, Dialogue dialogue, CallLog log) {
        this.random = random;
        this.dialogue = dialogue;
        this.log = log;
    }

    void guesses(String words) {
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

    private void hearsAgain() {
        unfinished.ifPresent(words -> {
            log.did("heard again: " + words);
            dialogue.heardAgain(words);
        });
    }
}
