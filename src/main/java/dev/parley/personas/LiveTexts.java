package dev.parley.personas;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.AuditEntry.Deed;
import dev.parley.personas.Heads.Edit;
import dev.parley.personas.PersonaRefused.Why;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Texts of clients that know no drafts: what they put is published in the same moment, or refused as a whole by the same rules
 * as any publication. They name no version either, so who comes last wins; a draft that somebody else works on stays.
 */
@ApplicationScoped
public class LiveTexts {
    private static final int ATTEMPTS = 5; // each time somebody else changed the persona
    private static final String COMMENT = "put by an earlier client";

    private final Heads heads;
    private final Drafts drafts;
    private final Publishing publishing;
    private final Catalogs catalogs;
    private final Renaming renaming;
    private final PersonaFormat format;

    LiveTexts() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public LiveTexts(
            Heads heads,
            Drafts drafts,
            Publishing publishing,
            Catalogs catalogs,
            Renaming renaming,
            PersonaFormat format) {
        this.heads = heads;
        this.drafts = drafts;
        this.publishing = publishing;
        this.catalogs = catalogs;
        this.renaming = renaming;
        this.format = format;
    }

    /**
     * What a client puts.
     *
     * @param content prompty
     * @param tools that it answers by itself, a JSON array; empty: as they are
     * @param byDefault make it the default; false leaves the default as it is
     */
    public record Text(String content, Optional<String> tools, boolean byDefault) {
        @Override
        public String toString() {
            return "Text[" + content.length() + " characters]";
        }
    }

    /** What a text calls itself; empty where that is no id. */
    public String named(Text text) {
        return drafts.idOf(text.content()).map(PersonaId::value).orElse("");
    }

    /**
     * A new persona, called as its text says.
     *
     * @throws PersonaRefused when there is one already, the text names no id, has faults, or its tests have not passed
     */
    public PersonaHead create(Text text, String who) {
        return create(drafts.idFor(Optional.empty(), text.content()), text, who);
    }

    private PersonaHead create(PersonaId id, Text text, String who) {
        var edit = drafts.begun(id).deed(new Deed(who, Action.CREATED, "", Chain.content(text.content()), ""));
        return published(edit, text, who);
    }

    /** Puts a text in the place of what is there, which may be nothing. A text with another {@code id} renames the persona. */
    public PersonaHead put(PersonaId id, Text text, String who) {
        var named = newId(id, text.content());
        if (named.isEmpty()) {
            return retried(() -> heads.find(id)
                    .map(head -> published(Edit.of(head), text, who))
                    .orElseGet(() -> create(drafts.idFor(Optional.of(id), text.content()), text, who)));
        }
        var to = PersonaId.of(named.get()).orElseThrow(() -> new PersonaRefused(Why.WRONG, PersonaRefused.NO_ID));
        retried(() -> {
            var from = heads.current(id);
            publishing.mustBeReady(from.as(to, ""), text.content()); // else it would be renamed for nothing
            return renaming.rename(id, to, from.version(), who);
        });
        return retried(() -> published(Edit.of(heads.current(to)), text, who));
    }

    /** What a text wants to be called from now on; one that has always called itself otherwise wants nothing. */
    private Optional<String> newId(PersonaId id, String content) {
        var said = heads.find(id)
                .flatMap(PersonaHead::published)
                .flatMap(published -> format.value(published.text(), "id"));
        return format.value(content, "id")
                .filter(named ->
                        !named.equals(id.value()) && said.filter(named::equals).isEmpty());
    }

    private PersonaHead published(Edit edit, Text text, String who) {
        text.tools().filter(tools -> !tools.equals(edit.before().clientTools())).ifPresent(tools -> edit.clientTools(
                        tools)
                .deed(new Deed(
                        who,
                        Action.TOOLS_CHANGED,
                        Chain.content(edit.before().clientTools()),
                        Chain.content(tools),
                        "")));
        var head = publishing.publishAtOnce(edit, text.content(), COMMENT, who);
        if (text.byDefault()) {
            catalogs.makeDefault(head.id(), who);
        }
        return head;
    }

    /** Deletes a persona to which nothing refers. */
    public void delete(PersonaId id, String who) {
        retried(() -> {
            var head = heads.current(id);
            drafts.delete(id, head.version(), who);
            return head;
        });
    }

    private static PersonaHead retried(Supplier<PersonaHead> deed) {
        for (int attempt = 1; ; attempt++) {
            try {
                return deed.get();
            } catch (PersonaRefused e) {
                if (e.why() != Why.STALE || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
