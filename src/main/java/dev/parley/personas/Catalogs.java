package dev.parley.personas;

import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.AuditEntry.Deed;
import dev.parley.personas.PersonaRefused.Why;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The default persona, who answers which number, who hands over to whom. One document, changed over the version that was read
 * and decided anew when somebody was faster: so there is one default at all times. A persona that is to be deleted first leaves
 * the catalog, where it is seen that nothing refers to it and from where on nothing may; only then it goes.
 */
@ApplicationScoped
public class Catalogs {
    private static final int ATTEMPTS = 20; // each time somebody else got their change through
    private static final Duration LONGEST_DELETION = Duration.ofMinutes(3); // two operations of a minute at most
    private static final int MOST_NUMBERS = 10_000;
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");

    private final PersonaStore store;
    private final NodePersonas node;
    private final Heads heads;

    Catalogs() {
        this(null, null, null);
    }

    @Inject
    public Catalogs(PersonaStore store, NodePersonas node, Heads heads) {
        this.store = store;
        this.node = node;
        this.heads = heads;
    }

    /** Straight from the store. */
    public Catalog current() {
        return store.catalog();
    }

    /** Makes a published persona the one that answers where nothing else is said. */
    public Catalog makeDefault(PersonaId id, String who) {
        return change(catalog -> {
            mustAnswer(id, catalog);
            var before = catalog.byDefault().map(PersonaId::value).orElse("");
            return before.equals(id.value())
                    ? new Change(catalog)
                    : new Change(
                            catalog.withDefault(id), new Deed(who, Action.DEFAULT_CHANGED, before, id.value(), ""));
        });
    }

    /**
     * Says anew who answers which number.
     *
     * @param version of the catalog that the user read
     */
    public Catalog numbers(Map<String, PersonaId> numbers, String version, String who) {
        if (numbers.size() > MOST_NUMBERS) {
            throw new PersonaRefused(Why.WRONG, "At most " + MOST_NUMBERS + " numbers are kept.");
        }
        if (!numbers.keySet().stream().allMatch(number -> E164.matcher(number).matches())) {
            throw new PersonaRefused(Why.WRONG, "A number is E.164, such as +15551230000.");
        }
        return change(catalog -> {
            if (!catalog.version().equals(version)) {
                throw new PersonaRefused(
                        Why.STALE, "Somebody else changed the numbers or the default. Read them again.");
            }
            new HashSet<>(numbers.values()).forEach(id -> mustAnswer(id, catalog));
            return new Change(
                    catalog.withNumbers(numbers),
                    new Deed(who, Action.NUMBERS_CHANGED, hash(catalog.numbers()), hash(numbers), ""));
        });
    }

    /** The map of numbers as it is told in the audit: whether it is the same, not what it says. */
    private static String hash(Map<String, PersonaId> numbers) {
        return Chain.content(numbers.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    /** Before it is published: from now on those it hands over to cannot be deleted. */
    void handsOver(PersonaId id, Collection<PersonaId> to) {
        change(catalog -> {
            to.forEach(other -> mustAnswer(other, catalog));
            var all = new HashSet<>(catalog.handOffs().getOrDefault(id, Set.of()));
            return all.addAll(to) ? new Change(catalog.withHandOffs(id, all)) : new Change(catalog);
        });
    }

    /**
     * It was just published: what only an earlier revision handed over to is free again, and a deletion that was never finished
     * is off, as it cannot be finished over the version that was published.
     */
    void published(PersonaId id, Collection<PersonaId> handsOverTo) {
        change(catalog ->
                new Change(catalog.withHandOffs(id, Set.copyOf(handsOverTo)).withoutLeaving(id)));
    }

    /** @throws PersonaRefused when something refers to it */
    void leaves(PersonaId id) {
        change(catalog -> {
            var why = whatRefersTo(id, catalog);
            if (!why.isEmpty()) {
                throw new PersonaRefused(Why.IN_USE, "It cannot be deleted: " + String.join("; ", why) + ".");
            }
            return new Change(catalog.withLeaving(id, heads.now()));
        });
    }

    /** It is gone, or stays after all, or one of this id is created anew. */
    void notLeaving(PersonaId id) {
        change(catalog -> new Change(catalog.withoutLeaving(id)));
    }

    /** Nobody who is gone hands over. */
    void gone(PersonaId id) {
        change(catalog -> new Change(catalog.withHandOffs(id, Set.of()).withoutLeaving(id)));
    }

    /**
     * Before it gets another id: from now on nobody may begin to refer to the old one, and whom it hands over to is held by the
     * new one too.
     *
     * @throws PersonaRefused when another one hands over to it
     */
    void movesAway(PersonaId id, PersonaId to) {
        change(catalog -> {
            var why = whoHandsOverTo(id, catalog);
            if (!why.isEmpty()) {
                throw new PersonaRefused(Why.IN_USE, "It cannot be renamed: " + String.join("; ", why) + ".");
            }
            var held = new HashSet<>(catalog.handOffs().getOrDefault(to, Set.of()));
            held.addAll(catalog.handOffs().getOrDefault(id, Set.of()));
            return new Change(catalog.withLeaving(id, heads.now()).withHandOffs(to, held));
        });
    }

    /** What referred to its old id refers to the new one. */
    void moved(PersonaId id, PersonaId to, String who) {
        change(catalog -> {
            var moved = catalog;
            var deeds = new ArrayList<Deed>();
            if (catalog.byDefault().filter(id::equals).isPresent()) {
                moved = moved.withDefault(to);
                deeds.add(new Deed(who, Action.DEFAULT_CHANGED, id.value(), to.value(), "renamed"));
            }
            if (catalog.numbers().containsValue(id)) {
                var numbers = new HashMap<>(catalog.numbers());
                numbers.replaceAll((number, persona) -> persona.equals(id) ? to : persona);
                moved = moved.withNumbers(numbers);
                deeds.add(new Deed(who, Action.NUMBERS_CHANGED, hash(catalog.numbers()), hash(numbers), "renamed"));
            }
            return new Change(moved, deeds);
        });
    }

    /** It was not renamed after all. */
    void stays(PersonaId id, PersonaId to) {
        change(catalog -> {
            var stays = catalog.withoutLeaving(id);
            return new Change(isThere(to) ? stays : stays.withHandOffs(to, Set.of()));
        });
    }

    /** After deeds that were never finished: a persona that was to go stays, and nobody who is not there hands over. */
    void repair() {
        change(catalog -> {
            var repaired = catalog;
            for (var id : catalog.leaving().keySet()) {
                repaired = isLeaving(id, catalog) ? repaired : repaired.withoutLeaving(id);
            }
            for (var from : catalog.handOffs().keySet()) {
                repaired = isThere(from) ? repaired : repaired.withHandOffs(from, Set.of());
            }
            return new Change(repaired);
        });
    }

    /** Who has been leaving for longer than any deletion takes stays after all. */
    private boolean isLeaving(PersonaId id, Catalog catalog) {
        var since = catalog.leaving().get(id);
        return since != null && since.isAfter(heads.now().minus(LONGEST_DELETION));
    }

    private boolean isThere(PersonaId id) {
        return store.head(id).filter(head -> !head.gone()).isPresent();
    }

    private static List<String> whatRefersTo(PersonaId id, Catalog catalog) {
        var why = new ArrayList<String>();
        if (catalog.byDefault().filter(id::equals).isPresent()) {
            why.add("it is the default; make another one the default first");
        }
        why.addAll(whoHandsOverTo(id, catalog));
        long numbers = catalog.numbers().values().stream().filter(id::equals).count();
        if (numbers > 0) {
            why.add("it answers " + numbers + (numbers == 1 ? " number" : " numbers"));
        }
        return why;
    }

    private static List<String> whoHandsOverTo(PersonaId id, Catalog catalog) {
        return catalog.handOffs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(id))
                .map(entry -> entry.getKey() + " hands over to it")
                .sorted()
                .toList();
    }

    /** Read behind the catalog: who is deleted meanwhile changes the catalog, and then this is decided anew. */
    private void mustAnswer(PersonaId id, Catalog catalog) {
        var there = store.head(id).filter(head -> !head.gone() && !isLeaving(id, catalog));
        if (there.isEmpty()) {
            throw new PersonaRefused(Why.UNKNOWN, "There is no persona " + id + ".");
        }
        if (there.get().published().isEmpty()) {
            throw new PersonaRefused(Why.WRONG, "Persona " + id + " is not published, so it cannot answer.");
        }
    }

    /** What becomes of the catalog, and what is told of it; nothing where it stays as it is. */
    record Change(Catalog catalog, List<Deed> deeds) {
        Change(Catalog catalog, Deed... deeds) {
            this(catalog, List.of(deeds));
        }
    }

    Catalog change(Decision decide) {
        for (int attempt = 1; ; attempt++) {
            var before = store.catalog();
            var change = decide.apply(before);
            if (change.catalog().equals(before)) {
                return before;
            }
            try {
                var stored = commit(change);
                node.learn(stored);
                if (!stored.byDefault().equals(before.byDefault())) {
                    stored.byDefault().ifPresent(heads::defaultChanged);
                    before.byDefault().ifPresent(heads::defaultChanged);
                }
                return stored;
            } catch (Overtaken e) {
                if (attempt == ATTEMPTS) {
                    throw new StoreUnavailable("too many change the catalog at once", e);
                }
            }
        }
    }

    private Catalog commit(Change change) {
        var catalog = change.catalog();
        var entries = new ArrayList<AuditEntry>();
        var end = catalog.audit();
        for (var deed : change.deeds()) {
            var entry = AuditEntry.after(end, AuditEntry.CATALOG, heads.now(), deed);
            entries.add(entry);
            end = entry.end();
        }
        return store.commit(catalog.withAudit(end), entries);
    }

    /** Decides on a catalog that was just read; asked again when somebody was faster. */
    @FunctionalInterface
    interface Decision {
        Change apply(Catalog catalog);
    }
}
