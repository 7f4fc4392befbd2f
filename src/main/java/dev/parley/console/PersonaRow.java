package dev.parley.console;

import dev.parley.personas.Catalog;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaHead.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A persona in the list.
 *
 * @param state draft, published, changed or canary
 * @param byDefault whether it answers where nothing else is said
 * @param numbers how many called numbers it answers
 * @param changedBy who changed anything of it last
 */
public record PersonaRow(
        String id,
        String name,
        String description,
        List<String> tags,
        String state,
        boolean byDefault,
        long numbers,
        String changedBy,
        Instant changedAt) {

    public PersonaRow {
        tags = List.copyOf(tags);
    }

    public static PersonaRow of(PersonaHead head, Catalog catalog) {
        return new PersonaRow(
                head.id().value(),
                head.about().name(),
                head.about().description(),
                head.about().tags(),
                word(head.state()),
                catalog.byDefault().filter(head.id()::equals).isPresent(),
                catalog.numbers().values().stream().filter(head.id()::equals).count(),
                head.last().who(),
                head.last().at());
    }

    public String tagWords() {
        return String.join(", ", tags);
    }

    public String numberWords() {
        return numbers == 0 ? "–" : numbers == 1 ? "1 number" : numbers + " numbers";
    }

    /** As the API says it. */
    public static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
