package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Thinking ahead: while the recogniser still makes up its mind, the model is asked on what the caller has probably said, and
 * the first piece of its answer is synthesised and held. What the caller did say confirms the guess, and then the answer goes
 * on as if it had been asked for just now; or the guess was wrong, and nobody ever hears of it. One guess at a time, a few per
 * caller's turn; no tool runs for a guess.
 */
final class Speculation {
    private final Scene scene;
    private final Answering answering;
    private final Speaking speaking;
    private Optional<Guess> guess = Optional.empty();
    private int guesses;

    private static final class Guess {
        final AgentTurn turn;
        final List<ChatMessage> asked;
        /** What the engine told after the first piece, in order: bounded by the longest answer. */
        final List<EngineEvent> later = new ArrayList<>();

        int tokens;

        Guess(AgentTurn turn, List<ChatMessage> asked) {
            this.turn = turn;
            this.asked = asked;
        }
    }

    Speculation(Scene scene, Answering answering, Speaking speaking) {
        this.scene = scene;
        this.answering = answering;
        this.speaking = speaking;
    }

    /** The caller has probably said this. */
    void think(String probably) {
        var messages = scene.history.messagesIfCallerSaid(probably);
        if (guess.filter(it -> alike(it.asked, messages)).isPresent()) {
            return;
        }
        drop("corrected");
        if (guesses >= scene.persona().endOfTurn().guesses()) {
            return;
        }
        guesses++;
        var turn = scene.prepareTurn("caller");
        turn.guess = true;
        guess = Optional.of(new Guess(turn, messages));
        scene.decided("guess", Map.of("time", guesses));
        scene.emit(new Effect.HoldPlayback(turn.id));
        answering.ask(turn, messages);
    }

    /** Whether the guess, if there is one, is about these words; if not, it is wrong. */
    void heardSoFar(String words) {
        if (guess.isPresent() && !alike(guess.get().asked, scene.history.messagesIfCallerSaid(words))) {
            drop("corrected");
        }
    }

    /** The guess is of no use; nothing of it is left. */
    void drop(String why) {
        guess.ifPresent(wrong -> {
            guess = Optional.empty();
            int characters = wrong.turn.issued.stream()
                    .mapToInt(piece -> piece.text.length())
                    .sum();
            scene.decided("guess wrong", Map.of("reason", why, "tokens", wrong.tokens, "characters", characters));
            scene.emit(new Effect.CancelTurn(wrong.turn.id));
            scene.emit(new Effect.DropHeld(wrong.turn.id));
            scene.ledger.forget(wrong.turn.id);
        });
    }

    /** The floor is the agent's: where the guess was right its turn has begun, and this tells what the engine said of it since. */
    Optional<List<EngineEvent>> confirm() {
        guesses = 0;
        if (guess.filter(it -> alike(it.asked, scene.history.messages())).isEmpty()) {
            drop("wrong");
            return Optional.empty();
        }
        var right = guess.orElseThrow();
        guess = Optional.empty();
        right.turn.guess = false;
        scene.takeTurn(right.turn);
        long aheadMs = (scene.now() - right.turn.askedAt) / 1_000_000;
        scene.decided("guess right", Map.of("ahead_ms", aheadMs));
        scene.emit(new Effect.ReleasePlayback());
        answering.confirmed(right.turn);
        speaking.confirmed(right.turn);
        return Optional.of(right.later);
    }

    /** Whether this is about the guess, and so is kept until it is confirmed. */
    boolean takes(EngineEvent event) {
        if (guess.isEmpty() || !turnOf(event).equals(Optional.of(guess.get().turn.id))) {
            return false;
        }
        var mine = guess.get();
        switch (event) {
            case EngineEvent.AnswerToken token -> {
                mine.tokens++;
                if (mine.later.isEmpty() && mine.turn.issued.isEmpty()) {
                    answering.token(mine.turn, token.text());
                } else {
                    mine.later.add(token);
                }
            }
            case EngineEvent.AnswerFailed failed -> drop("model failed");
            case EngineEvent.WordPlaced word -> scene.ledger.placed(word);
            case EngineEvent.AnswerEnded ended -> {
                if (mine.turn.issued.isEmpty()) {
                    answering.flush(mine.turn);
                }
                mine.later.add(ended);
            }
            default -> mine.later.add(event);
        }
        return true;
    }

    /** Whether this piece is of the guess, which is lost with it. */
    boolean loses(PieceId piece) {
        boolean mine = guess.filter(it -> it.turn.id.equals(piece.turn())).isPresent();
        if (mine) {
            drop("synthesis failed");
        }
        return mine;
    }

    private static Optional<TurnId> turnOf(EngineEvent event) {
        return switch (event) {
            case EngineEvent.AnswerToken token -> Optional.of(token.turn());
            case EngineEvent.ToolsWanted wanted -> Optional.of(wanted.turn());
            case EngineEvent.AnswerEnded ended -> Optional.of(ended.turn());
            case EngineEvent.AnswerFailed failed -> Optional.of(failed.turn());
            case EngineEvent.WordPlaced word -> Optional.of(word.piece().turn());
            case EngineEvent.PieceSpoken spoken -> Optional.of(spoken.piece().turn());
            default -> Optional.empty();
        };
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
