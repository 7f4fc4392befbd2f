package dev.parley.personas;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Reading;
import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.AuditEntry.Deed;
import dev.parley.personas.Heads.Edit;
import dev.parley.personas.PersonaHead.Draft;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.PersonaRefused.Why;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** Personas as their authors work on them: nobody who calls hears any of it. A draft may be wrong; publishing it may not. */
@ApplicationScoped
public class Drafts {
    /** Of one text: more than any prompt, and three of them fit into a document of the store. */
    public static final int LARGEST_BYTES = 256 * 1024;

    /** Words that the API uses where an id stands. */
    private static final Set<String> RESERVED = Set.of("schema", "export", "audit", "numbers", "default");

    private final Heads heads;
    private final Checks checks;
    private final Catalogs catalogs;
    private final PersonaFormat format;

    Drafts() {
        this(null, null, null, null);
    }

    @Inject
    public Drafts(Heads heads, Checks checks, Catalogs catalogs, PersonaFormat format) {
        this.heads = heads;
        this.checks = checks;
        this.catalogs = catalogs;
        this.format = format;
    }

    /** A head and what is right or wrong about its text. */
    public record Saved(PersonaHead head, Reading reading) {}

    /**
     * A new persona.
     *
     * @param wanted its id; empty: what the text says, {@code id} or else {@code name}
     * @throws PersonaRefused when there is one already, or no id can be found
     */
    public Saved create(Optional<PersonaId> wanted, String text, String who) {
        var id = idFor(wanted, text);
        var edit = begun(id);
        var reading = checks.read(id, text);
        var draft = Draft.of(text, who, heads.now());
        var head = heads.commit(edit.about(Heads.about(id, reading.summary()))
                .draft(Optional.of(draft))
                .deed(new Deed(who, Action.CREATED, "", draft.hash(), "")));
        return new Saved(head, reading);
    }

    /**
     * What a new persona is called.
     *
     * @param wanted empty: what the text says
     * @throws PersonaRefused when it can have no such id
     */
    PersonaId idFor(Optional<PersonaId> wanted, String text) {
        var id = wanted.or(() -> idOf(text)).orElseThrow(() -> new PersonaRefused(Why.WRONG, PersonaRefused.NO_ID));
        mustBeFree(id);
        return id;
    }

    static void mustBeFree(PersonaId id) {
        if (RESERVED.contains(id.value())) {
            throw new PersonaRefused(Why.WRONG, "The API uses this word itself; choose another id.");
        }
    }

    /** The id that a text gives itself. */
    public Optional<PersonaId> idOf(String text) {
        return format.value(text, "id").flatMap(PersonaId::of).or(() -> format.value(text, "name")
                .flatMap(PersonaId::of));
    }

    /** The beginning of a persona, which goes on with its history where there was one of this id. */
    Edit begun(PersonaId id) {
        var edit = heads.formerly(id).map(Edit::of).orElseGet(() -> Edit.ofNew(id));
        catalogs.notLeaving(id);
        return edit.gone(false)
                .published(Optional.empty())
                .canary(Optional.empty())
                .tested(Optional.empty())
                .draft(Optional.empty())
                .clientTools(PersonaHead.NO_TOOLS);
    }

    /** Keeps a text; what is published stays. A text that is published already leaves no draft. */
    public Saved save(PersonaId id, String text, String version, String who) {
        var before = heads.current(id, version);
        var reading = checks.read(id, text);
        var draft = Draft.of(text, who, heads.now());
        var same = before.published().filter(published -> published.hash().equals(draft.hash()));
        var head = heads.commit(Edit.of(before)
                .about(Heads.about(id, reading.summary()))
                .draft(same.isPresent() ? Optional.empty() : Optional.of(draft))
                .tested(before.tested().filter(tested -> tested.hash().equals(draft.hash())))
                .deed(new Deed(
                        who, Action.DRAFT_SAVED, before.draft().map(Draft::hash).orElse(""), draft.hash(), "")));
        return new Saved(head, reading);
    }

    /** Forgets the draft of a published persona. */
    public PersonaHead discard(PersonaId id, String version, String who) {
        var before = heads.current(id, version);
        var published = before.published()
                .orElseThrow(() -> new PersonaRefused(Why.WRONG, "It was never published: delete it instead."));
        return heads.commit(Edit.of(before)
                .about(heads.about(id, published.text()))
                .draft(Optional.empty())
                .deed(new Deed(
                        who,
                        Action.DRAFT_DISCARDED,
                        before.draft().map(Draft::hash).orElse(""),
                        "",
                        "")));
    }

    /** Deletes a persona to which nothing refers; its history stays. Calls that live go on. */
    public void delete(PersonaId id, String version, String who) {
        var before = heads.current(id, version);
        catalogs.leaves(id);
        try {
            heads.commit(Edit.of(before)
                    .gone(true)
                    .draft(Optional.empty())
                    .canary(Optional.empty())
                    .tested(Optional.empty())
                    .deed(new Deed(
                            who,
                            Action.DELETED,
                            before.published().map(Published::hash).orElse(""),
                            "",
                            "")));
        } catch (PersonaRefused e) {
            catalogs.notLeaving(id);
            throw e;
        }
        catalogs.gone(id);
    }
}
