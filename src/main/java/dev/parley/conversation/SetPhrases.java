package dev.parley.conversation;

import dev.parley.agents.Persona;
import dev.parley.agents.Tools;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a persona says in the same words in every call: no word of a model or a caller is among it. As the pieces in which
 * {@link Engine.Session#speak} gets them, so that an engine may keep their sound. Immutable.
 *
 * @param all greeting where it is no template, openers, fillers, silence prompts, apology and goodbyes
 * @param urgent those that are wanted at once, or when nothing else can be spoken: openers, fillers, apology and goodbyes
 */
public record SetPhrases(Set<String> all, List<String> urgent) {
    public SetPhrases {
        all = Set.copyOf(all);
        urgent = List.copyOf(urgent);
    }

    public static SetPhrases of(Persona persona, Tools tools) {
        var urgent = new LinkedHashSet<String>();
        add(urgent, persona.limits().apology());
        add(urgent, persona.silence().goodbye());
        add(urgent, lastWords(persona));
        add(urgent, persona.limits().callGoodbye());
        persona.turns().openers().phrases().forEach(opener -> add(urgent, opener));
        usualFiller(persona).ifPresent(filler -> add(urgent, filler));
        persona.tools().forEach(tool -> filler(persona, tools, tool).ifPresent(filler -> add(urgent, filler)));
        var all = new LinkedHashSet<>(urgent);
        persona.greeting().filter(text -> !text.contains("{")).ifPresent(greeting -> add(all, greeting));
        persona.silence().prompts().forEach(prompt -> add(all, prompt));
        return new SetPhrases(all, new ArrayList<>(urgent));
    }

    private static void add(Set<String> pieces, String text) {
        Chunker.piecesOf(text).forEach(piece -> pieces.add(piece.strip()));
    }

    /** Said when the call cannot go on. */
    static String lastWords(Persona persona) {
        return persona.limits().apology() + " " + persona.silence().goodbye();
    }

    /** Said while the caller waits for the model, and for a tool without a sentence of its own. */
    static Optional<String> usualFiller(Persona persona) {
        boolean english = persona.language().getLanguage().equals("en");
        return persona.limits().filler().or(() -> english ? Optional.of("One moment, please.") : Optional.empty());
    }

    /** Said while the caller waits for that tool. The persona's own sentence comes first: a tool does not know its language. */
    static Optional<String> filler(Persona persona, Tools tools, String tool) {
        return persona.limits().filler().or(() -> tools.filler(tool)).or(() -> usualFiller(persona));
    }
}
