package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Instant;

/**
 * A text that was published once; never changed afterwards.
 *
 * @param persona whose
 * @param number from 1, in the order of publishing
 * @param hash SHA-256 of the text's UTF-8 bytes, hexadecimal
 * @param text prompty, byte for byte as its author wrote it
 * @param author who published it
 * @param at when
 * @param comment why
 * @param previous link of the revision before it; empty: the first
 * @param link hash over everything above and the one before it
 */
public record Revision(
        PersonaId persona,
        long number,
        String hash,
        String text,
        String author,
        Instant at,
        String comment,
        String previous,
        String link) {

    /** The next one behind {@code end}. */
    static Revision after(ChainEnd end, PersonaId persona, String text, String author, Instant at, String comment) {
        long number = end.number() + 1;
        var hash = Chain.content(text);
        return new Revision(
                persona,
                number,
                hash,
                text,
                author,
                at,
                comment,
                end.link(),
                link(end.link(), persona, number, hash, author, at, comment));
    }

    ChainEnd end() {
        return new ChainEnd(number, link);
    }

    /** Whether neither text nor what is said of it was changed since it was written. */
    boolean intact() {
        return hash.equals(Chain.content(text))
                && link.equals(link(previous, persona, number, hash, author, at, comment));
    }

    private static String link(
            String previous, PersonaId persona, long number, String hash, String author, Instant at, String comment) {
        return Chain.link(previous, persona.value(), "" + number, hash, author, at.toString(), comment);
    }

    @Override
    public String toString() {
        return "Revision[" + persona + " " + number + "]";
    }
}
