package dev.parley.console;

import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaHead.Published;
import java.util.Locale;

/**
 * Which personas a list shows; an empty part leaves all in.
 *
 * @param text part of anything it says, in whatever case
 * @param tag one of its tags
 * @param state as {@link PersonaRow#word} has it
 */
public record PersonaFilter(String text, String tag, String state) {
    public boolean matches(PersonaHead head) {
        var part = text.strip().toLowerCase(Locale.ROOT);
        return (part.isEmpty() || said(head).toLowerCase(Locale.ROOT).contains(part))
                && (tag.isEmpty() || head.about().tags().contains(tag))
                && (state.isEmpty() || PersonaRow.word(head.state()).equals(state));
    }

    private static String said(PersonaHead head) {
        return String.join(
                "\n",
                head.id().value(),
                head.about().name(),
                head.about().description(),
                head.text(),
                head.published().map(Published::text).orElse(""));
    }
}
