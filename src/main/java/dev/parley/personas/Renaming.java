package dev.parley.personas;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.NotEdited;
import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.AuditEntry.Deed;
import dev.parley.personas.Heads.Edit;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Draft;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.PersonaRefused.Why;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives a persona another id, history included. The new one is there and answers before the old one goes, so whenever the
 * server dies nothing is lost, and renaming again goes on where it stopped.
 */
@ApplicationScoped
public class Renaming {
    private static final String COMMENT = "renamed";
    private static final List<String> KEYS = List.of("id", "name"); // of the text, by which a persona may be called

    private final PersonaStore store;
    private final Heads heads;
    private final Catalogs catalogs;
    private final PersonaFormat format;

    Renaming() {
        this(null, null, null, null);
    }

    @Inject
    public Renaming(PersonaStore store, Heads heads, Catalogs catalogs, PersonaFormat format) {
        this.store = store;
        this.heads = heads;
        this.catalogs = catalogs;
        this.format = format;
    }

    /**
     * The default and the numbers move with it; live calls go on with what they began with.
     *
     * @return how it stands under its new id
     * @throws PersonaRefused when the id is taken, or another persona hands over to it
     */
    public PersonaHead rename(PersonaId id, PersonaId to, String version, String who) {
        var from = heads.current(id, version);
        Drafts.mustBeFree(to);
        if (id.equals(to)) {
            throw new PersonaRefused(Why.WRONG, "It has this id already.");
        }
        var there = mustBeFree(from, to);
        mustBeEditable(from, to);
        catalogs.movesAway(id, to);
        try {
            var told = told(from, to, who);
            var moved = there.filter(head -> !head.gone())
                    .orElseGet(() -> heads.commit(
                            moved(told, to, there.map(PersonaHead::version).orElse(""), who)));
            store.copy(to, store.revisions(id), store.audit(id.value()));
            store.runs(id).forEach(run -> store.keep(run.as(to)));
            catalogs.moved(id, to, who);
            heads.commit(Edit.of(told)
                    .gone(true)
                    .draft(Optional.empty())
                    .canary(Optional.empty())
                    .tested(Optional.empty()));
            catalogs.gone(id);
            return moved;
        } catch (PersonaRefused e) {
            catalogs.stays(id, to);
            throw e;
        }
    }

    /**
     * What is under the new id: nothing, this persona as it was called before, or where a renaming that was cut short brought it.
     */
    private Optional<PersonaHead> mustBeFree(PersonaHead from, PersonaId to) {
        var there = store.head(to);
        if (there.isEmpty()) {
            return there;
        }
        if (there.get().gone()) {
            boolean same = store.audit(from.id().value()).stream()
                    .anyMatch(entry -> entry.end().equals(there.get().audit()));
            if (!same) {
                throw new PersonaRefused(
                        Why.EXISTS, "Another persona had the id " + to + ", and its history stays. Choose another id.");
            }
            return there;
        }
        boolean begun = store.audit(to.value()).stream()
                .anyMatch(entry -> entry.action() == Action.RENAMED
                        && entry.previous().equals(from.audit().link()));
        if (!begun) {
            throw PersonaRefused.exists(to);
        }
        return there;
    }

    /** Seen before anything is told of it. */
    private void mustBeEditable(PersonaHead from, PersonaId to) {
        Stream.concat(from.published().stream(), from.canary().map(Canary::revision).stream())
                .forEach(revision -> renamed(revision.text(), from.id(), to));
    }

    /** The old id's last deed, told before anything moves, so that its history ends under both ids in the same words. */
    private PersonaHead told(PersonaHead from, PersonaId to, String who) {
        boolean before = store.audit(from.id().value()).stream()
                .filter(entry -> entry.end().equals(from.audit()))
                .anyMatch(entry ->
                        entry.action() == Action.RENAMED && entry.after().equals(to.value()));
        return before
                ? from
                : heads.commit(Edit.of(from)
                        .deed(new Deed(who, Action.RENAMED, from.id().value(), to.value(), "")));
    }

    private Edit moved(PersonaHead from, PersonaId to, String version, String who) {
        var id = from.id();
        var edit = Edit.of(from.as(to, version)).deed(new Deed(who, Action.RENAMED, id.value(), to.value(), ""));
        from.published().ifPresent(before -> {
            var after = revision(edit, id, before, who);
            edit.published(Optional.of(after));
            told(edit, Action.PUBLISHED, before, after, who);
        });
        from.canary().ifPresent(canary -> {
            var after = revision(edit, id, canary.revision(), who);
            edit.canary(Optional.of(new Canary(after, canary.percent(), canary.numbers(), canary.since())));
            told(edit, Action.CANARY_CHANGED, canary.revision(), after, who);
        });
        from.draft().ifPresent(before -> {
            var after = draft(before, id, to);
            edit.draft(Optional.of(after))
                    .tested(from.tested().filter(tested -> tested.hash().equals(after.hash())));
        });
        return edit.about(heads.about(to, edit.text()));
    }

    private static void told(Edit edit, Action action, Published before, Published after, String who) {
        if (!after.hash().equals(before.hash())) {
            edit.deed(new Deed(who, action, before.hash(), after.hash(), COMMENT));
        }
    }

    /** One whose text calls itself by the old id is followed by one that says the new id. */
    private Published revision(Edit edit, PersonaId id, Published before, String who) {
        var to = edit.before().id();
        var text = renamed(before.text(), id, to);
        if (text.equals(before.text())) {
            return before;
        }
        return store.revision(id, Chain.content(text)).map(Published::of).orElseGet(() -> {
            var revision = Revision.after(edit.end(), to, text, who, heads.now(), COMMENT);
            edit.revision(revision);
            return Published.of(revision);
        });
    }

    /** One that cannot be edited stays as it is: a draft may be wrong. */
    private Draft draft(Draft draft, PersonaId id, PersonaId to) {
        try {
            return Draft.of(renamed(draft.text(), id, to), draft.by(), draft.at());
        } catch (PersonaRefused e) {
            return draft;
        }
    }

    private String renamed(String text, PersonaId id, PersonaId to) {
        try {
            var result = text;
            for (var key : KEYS) {
                if (format.value(text, key).filter(id.value()::equals).isPresent()) {
                    result = format.with(result, key, to.value());
                }
            }
            return result;
        } catch (NotEdited e) {
            throw new PersonaRefused(Why.WRONG, "Its text cannot be given the new id: " + e.getMessage() + ".");
        }
    }
}
