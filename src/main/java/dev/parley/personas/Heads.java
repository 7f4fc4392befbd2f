package dev.parley.personas;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Summary;
import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry.Deed;
import dev.parley.personas.PersonaHead.About;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Change;
import dev.parley.personas.PersonaHead.Draft;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.PersonaHead.Tested;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads heads to change them, and commits what was decided: head, revision and deed as one. */
@ApplicationScoped
public class Heads {
    private final PersonaStore store;
    private final NodePersonas node;
    private final PersonaFormat format;
    private final ChangedPersonas told;
    private final Clock clock;

    Heads() {
        this(null, null, null, null, null);
    }

    @Inject
    public Heads(PersonaStore store, NodePersonas node, PersonaFormat format, ChangedPersonas told) {
        this(store, node, format, told, Clock.systemUTC());
    }

    Heads(PersonaStore store, NodePersonas node, PersonaFormat format, ChangedPersonas told, Clock clock) {
        this.store = store;
        this.node = node;
        this.format = format;
        this.told = told;
        this.clock = clock;
    }

    /** To the millisecond, so that it is the same after a round trip through JSON. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Straight from the store.
     *
     * @throws PersonaRefused when there is none, or it is gone
     */
    PersonaHead current(PersonaId id) {
        return find(id).orElseThrow(PersonaRefused::unknown);
    }

    /** Straight from the store, unless it is gone. */
    Optional<PersonaHead> find(PersonaId id) {
        return store.head(id).filter(head -> !head.gone());
    }

    /** One that was deleted, whose history goes on. */
    Optional<PersonaHead> formerly(PersonaId id) {
        return store.head(id).map(head -> {
            if (!head.gone()) {
                throw PersonaRefused.exists(id);
            }
            return head;
        });
    }

    /** As {@link #current(PersonaId)}, of the version that the user read. */
    PersonaHead current(PersonaId id, String version) {
        var head = current(id);
        if (!head.version().equals(version)) {
            throw PersonaRefused.stale(head);
        }
        return head;
    }

    /** Commits a change over the version that it began with; one without a deed is the end of a deed that was told before. */
    PersonaHead commit(Edit edit) {
        var deeds = new ArrayList<AuditEntry>();
        var at = now();
        var end = edit.head.audit();
        for (var deed : edit.deeds) {
            var entry = AuditEntry.after(end, edit.head.id().value(), at, deed);
            deeds.add(entry);
            end = entry.end();
        }
        var last = edit.deeds.isEmpty() ? edit.head.last() : Change.of(edit.deeds.getLast(), at);
        var head = edit.ended(end, last);
        try {
            var stored = store.commit(head, edit.revisions, deeds);
            node.learn(stored);
            if (isForCallers(edit.head, stored)) {
                told.changed(stored.id());
            }
            return stored;
        } catch (Overtaken e) {
            var now = store.head(head.id()).orElseThrow(PersonaRefused::unknown);
            if (edit.head.version().isEmpty()) {
                throw PersonaRefused.exists(head.id());
            }
            throw PersonaRefused.stale(now);
        }
    }

    private static boolean isForCallers(PersonaHead before, PersonaHead after) {
        return before.version().isEmpty()
                || before.gone() != after.gone()
                || !before.published().equals(after.published())
                || !before.clientTools().equals(after.clientTools());
    }

    /** Whether it is the default changed. */
    void defaultChanged(PersonaId id) {
        told.changed(id);
    }

    About about(PersonaId id, String text) {
        return about(id, format.read(id, text).summary());
    }

    static About about(PersonaId id, Summary summary) {
        return new About(summary.name().isEmpty() ? id.value() : summary.name(), summary.description(), summary.tags());
    }

    /** A change of a head while it is being decided. Starts as what is, and each step says what becomes of it. */
    static final class Edit {
        private final PersonaHead head;
        private final List<Deed> deeds = new ArrayList<>();
        private final List<Revision> revisions = new ArrayList<>();
        private About about;
        private Optional<Published> published;
        private Optional<Draft> draft;
        private Optional<Canary> canary;
        private Optional<Tested> tested;
        private String clientTools;
        private ChainEnd end;
        private boolean gone;

        private Edit(PersonaHead head) {
            this.head = head;
            this.about = head.about();
            this.published = head.published();
            this.draft = head.draft();
            this.canary = head.canary();
            this.tested = head.tested();
            this.clientTools = head.clientTools();
            this.end = head.revisions();
            this.gone = head.gone();
        }

        static Edit of(PersonaHead head) {
            return new Edit(head);
        }

        /** Of a persona that is not stored yet. */
        static Edit ofNew(PersonaId id) {
            var nobody = new Change("", AuditEntry.Action.CREATED, Instant.EPOCH);
            return new Edit(new PersonaHead(
                    id,
                    new About(id.value(), "", List.of()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    PersonaHead.NO_TOOLS,
                    ChainEnd.NONE,
                    ChainEnd.NONE,
                    nobody,
                    false,
                    ""));
        }

        PersonaHead before() {
            return head;
        }

        Optional<Draft> draft() {
            return draft;
        }

        /** The text that an editor will see. */
        String text() {
            return draft.map(Draft::text)
                    .or(() -> published.map(Published::text))
                    .orElse("");
        }

        /** Of the chain of revisions, with those added so far. */
        ChainEnd end() {
            return end;
        }

        /** Whether anything is to be told of it. */
        boolean decided() {
            return !deeds.isEmpty();
        }

        Edit about(About newer) {
            about = newer;
            return this;
        }

        Edit draft(Optional<Draft> newer) {
            draft = newer;
            return this;
        }

        Edit canary(Optional<Canary> newer) {
            canary = newer;
            return this;
        }

        Edit tested(Optional<Tested> newer) {
            tested = newer;
            return this;
        }

        Edit published(Optional<Published> newer) {
            published = newer;
            return this;
        }

        Edit clientTools(String newer) {
            clientTools = newer;
            return this;
        }

        Edit gone(boolean is) {
            gone = is;
            return this;
        }

        /** Adds a revision to the chain. */
        Edit revision(Revision revision) {
            revisions.add(revision);
            end = revision.end();
            return this;
        }

        Edit deed(Deed deed) {
            deeds.add(deed);
            return this;
        }

        private PersonaHead ended(ChainEnd audit, Change last) {
            return new PersonaHead(
                    head.id(),
                    about,
                    published,
                    draft,
                    canary,
                    tested,
                    clientTools,
                    end,
                    audit,
                    last,
                    gone,
                    head.version());
        }
    }
}
