package dev.parley.conversation.turns;

import dev.parley.agents.Persona.EndOfTurnPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Like {@link SentenceEnd}, but it learns the caller: who has paused inside a turn is given that much time again and a
 * little, who never did is not kept waiting for longer than half the persona's patience.
 */
public final class AdaptivePause implements EndOfTurn {
    /** Pauses remembered: the last few sentences, so that a caller who gets going is answered faster again. */
    private static final int REMEMBERED = 6;
    /** Turns without any pause inside, after which a caller counts as fluent. */
    private static final int FLUENT_TURNS = 3;

    private static final Duration A_LITTLE = Duration.ofMillis(200);
    /** No caller is waited for longer, whatever was learnt. */
    private static final Duration LONGEST = Duration.ofMillis(2_500);

    private final Deque<Duration> pauses = new ArrayDeque<>();
    private int utterancesSincePause;

    @Override
    public Duration quietAfter(String utterance, Phase phase, EndOfTurnPolicy policy) {
        utterancesSincePause++;
        if (Completeness.isWhole(utterance)) {
            return Duration.ZERO;
        }
        var patience = SentenceEnd.patience(phase, policy);
        var longest = pauses.stream().max(Duration::compareTo).map(A_LITTLE::plus);
        if (longest.isPresent()) {
            return longest.get().compareTo(LONGEST) > 0 ? LONGEST : max(longest.get(), patience);
        }
        return utterancesSincePause > FLUENT_TURNS ? patience.dividedBy(2) : patience;
    }

    @Override
    public boolean probablyOver(String partial) {
        return !Completeness.asksForMore(partial);
    }

    @Override
    public void wentOn(Duration quiet) {
        utterancesSincePause = 0;
        pauses.addLast(quiet);
        if (pauses.size() > REMEMBERED) {
            pauses.removeFirst();
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
