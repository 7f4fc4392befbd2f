package dev.parley.conversation;

import java.util.OptionalLong;

/** When things of one turn happened, nanoseconds of the conversation's clock; the first time counts. */
final class TurnTimes {
    private static final long NANOS_PER_MS = 1_000_000;

    OptionalLong speechEnded = OptionalLong.empty();
    OptionalLong heard = OptionalLong.empty();
    OptionalLong decided = OptionalLong.empty();
    OptionalLong asked = OptionalLong.empty();
    OptionalLong firstToken = OptionalLong.empty();
    OptionalLong firstPiece = OptionalLong.empty();
    OptionalLong firstSent = OptionalLong.empty();
    /** First audio that is no opener and no filler. */
    OptionalLong firstOfAnswer = OptionalLong.empty();

    private OptionalLong acted = OptionalLong.empty();

    static OptionalLong first(OptionalLong known, long now) {
        return known.isPresent() ? known : OptionalLong.of(now);
    }

    void acted(long nanos) {
        acted = OptionalLong.of(acted.orElse(0) + nanos);
    }

    TurnReport report(AgentTurn turn, String how) {
        boolean guessed = turn.guessedAt.isPresent();
        return new TurnReport(
                turn.id,
                turn.cause,
                how,
                guessed,
                ms(speechEnded, decided),
                ms(speechEnded, heard),
                ms(asked, firstToken),
                ms(asked, firstPiece),
                acted.isPresent() ? OptionalLong.of(acted.getAsLong() / NANOS_PER_MS) : acted,
                guessed || !firstSent.equals(firstOfAnswer) ? OptionalLong.empty() : ms(firstPiece, firstSent),
                ms(decided, firstSent),
                ms(speechEnded, firstSent),
                ms(speechEnded, firstOfAnswer));
    }

    private static OptionalLong ms(OptionalLong from, OptionalLong to) {
        return from.isPresent() && to.isPresent()
                ? OptionalLong.of(Math.max(0, (to.getAsLong() - from.getAsLong()) / NANOS_PER_MS))
                : OptionalLong.empty();
    }
}
