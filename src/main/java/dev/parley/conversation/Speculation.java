package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Thinking ahead: while the recogniser still makes up its mind, the model is asked on what the caller has probably said, tools
 * that leave no trace are run, and the first piece of the answer is synthesised and held. What the caller did say confirms
 * the guess, and then the answer goes on as if it had been asked for just now; or the guess was wrong, and nobody ever hears
 * of it. One guess at a time, a few per caller's turn.
 */
final class Speculation {
    private final Scene scene;
    private final Answering answering;
    private final Speaking speaking;
    /** Questions per guess that is paid for: most that are dropped at once have not cost an answer. */
    private static final int ASKED_PER_GUESS = 2;

    private int asked;
    private int answered;

    Speculation(Scene scene, Answering answering, Speaking speaking) {
        this.scene = scene;
        this.answering = answering;
        this.speaking = speaking;
    }

    /** The caller has probably said this. */
    void think(String probably) {
        var messages = scene.history.messagesIfCallerSaid(probably);
        if (scene.guess().filter(guess -> alike(guess.guessedOn, messages)).isPresent()) {
            return;
        }
        drop("corrected");
        int most = scene.persona().endOfTurn().guesses();
        if (answered >= most || asked >= most * ASKED_PER_GUESS) {
            return;
        }
        asked++;
        var turn = scene.beginGuess(messages);
        scene.decided("guess", Map.of("time", asked));
        scene.emit(new Effect.HoldPlayback(turn.id));
        answering.ask(turn);
    }

    /** What the caller said so far: a guess that is about other words is wrong. */
    void heardSoFar(String words) {
        scene.guess()
                .filter(guess -> !alike(guess.guessedOn, scene.history.messagesIfCallerSaid(words)))
                .ifPresent(guess -> drop("corrected"));
    }

    /** The guess, if there is one, is of no use; nothing of it is left. */
    void drop(String why) {
        scene.guess().ifPresent(wrong -> {
            answering.abandonTools(wrong);
            answered += wrong.tokens > 0 || wrong.steps > 1 ? 1 : 0;
            scene.decided(
                    "guess wrong", Map.of("reason", why, "tokens", wrong.tokens, "characters", charactersOf(wrong)));
            scene.emit(new Effect.CancelTurn(wrong.id));
            scene.emit(new Effect.DropHeld(wrong.id));
            scene.endGuess();
        });
    }

    /** What synthesis was given of it; where the voice takes words as they are written, all that was written. */
    private int charactersOf(AgentTurn guess) {
        int ordered =
                guess.issued.stream().mapToInt(piece -> piece.text.length()).sum();
        return scene.persona().voice().streamed() ? Math.max(ordered, guess.written) : ordered;
    }

    /** The caller has said all: whether the guess was right, and so its turn has begun. */
    boolean confirm() {
        asked = 0;
        answered = 0;
        var right = scene.guess().filter(guess -> !guess.broken && alike(guess.guessedOn, scene.history.messages()));
        if (right.isEmpty()) {
            drop("wrong");
            return false;
        }
        var turn = right.get();
        scene.takeTurn(turn);
        scene.decided("guess right", Map.of("ahead_ms", (scene.now() - turn.guessedAt.orElseThrow()) / 1_000_000));
        scene.emit(new Effect.ReleasePlayback());
        speaking.confirmed(turn);
        answering.confirmed(turn);
        return true;
    }

    /** The same questions, but for how the caller's last words are written. */
    private static boolean alike(List<ChatMessage> guessed, List<ChatMessage> meant) {
        int last = guessed.size() - 1;
        return guessed.size() == meant.size()
                && guessed.get(last) instanceof ChatMessage.Caller before
                && meant.get(last) instanceof ChatMessage.Caller now
                && words(before.text()).equals(words(now.text()))
                && guessed.subList(0, last).equals(meant.subList(0, last));
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
