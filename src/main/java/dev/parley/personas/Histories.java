package dev.parley.personas;

import dev.parley.agents.PersonaId;
import dev.parley.personas.PersonaRefused.Why;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was: revisions and deeds, and the proof that nobody changed them afterwards. */
@ApplicationScoped
public class Histories {
    /** Later than any deed. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

    private final PersonaStore store;

    Histories() {
        this(null);
    }

    @Inject
    public Histories(PersonaStore store) {
        this.store = store;
    }

    /** By number; also of a persona that is gone. */
    public List<Revision> revisions(PersonaId id) {
        mustHaveBeen(id);
        return store.revisions(id);
    }

    public Revision revision(PersonaId id, String hash) {
        return store.revision(id, hash)
                .orElseThrow(() -> new PersonaRefused(Why.UNKNOWN, "There is no such revision."));
    }

    /** By number. */
    public List<AuditEntry> audit(PersonaId id) {
        mustHaveBeen(id);
        return store.audit(id.value());
    }

    /** Of what spans personas, by number. */
    public List<AuditEntry> catalogAudit() {
        return store.audit(AuditEntry.CATALOG);
    }

    /** Of everything, oldest first. */
    public List<AuditEntry> audit() {
        return store.audit();
    }

    /**
     * Where a page of deeds on anything ended.
     *
     * @param given how many deeds of that moment were on it and on pages before
     */
    public record Mark(Instant at, int given) {}

    /** @param next where the next page begins; empty: this is the last */
    public record Page(List<AuditEntry> newestFirst, Optional<Mark> next) {
        public Page {
            newestFirst = List.copyOf(newestFirst);
        }
    }

    /** Deeds on anything, a page of at most {@code most} at a time; what is done meanwhile moves no page. */
    public Page newest(Optional<Mark> behind, int most) {
        int given = behind.map(Mark::given).orElse(0);
        var found = store.audit(behind.map(Mark::at).orElse(NEVER), given + most + 1).stream()
                .skip(given)
                .toList();
        var entries = found.stream().limit(most).toList();
        return new Page(entries, found.size() > most ? Optional.of(end(entries, behind)) : Optional.empty());
    }

    private static Mark end(List<AuditEntry> entries, Optional<Mark> behind) {
        var last = entries.getLast().at();
        long here = entries.stream().filter(entry -> entry.at().equals(last)).count();
        int before =
                behind.filter(mark -> mark.at().equals(last)).map(Mark::given).orElse(0);
        return new Mark(last, before + (int) here);
    }

    /**
     * Whether the chains of a persona are whole.
     *
     * @param revisions how many there are
     * @param deeds how many there are
     * @param broken what is not as it was written, in plain words; empty: all is
     */
    public record Proof(long revisions, long deeds, List<String> broken) {
        public Proof {
            broken = List.copyOf(broken);
        }

        public boolean whole() {
            return broken.isEmpty();
        }
    }

    /** Reads all of a persona's history and computes its chains anew. */
    public Proof verify(PersonaId id) {
        var head = mustHaveBeen(id);
        var broken = new ArrayList<String>();
        var revisions = store.revisions(id);
        var end = ChainEnd.NONE;
        for (var revision : revisions) {
            if (!revision.intact()) {
                broken.add("revision " + revision.number() + " was changed");
            }
            if (!revision.previous().equals(end.link()) || revision.number() != end.number() + 1) {
                broken.add("revision " + revision.number() + " does not follow the one before it");
            }
            end = revision.end();
        }
        if (!end.equals(head.revisions())) {
            broken.add("the last revision is missing or was added");
        }
        var deeds = store.audit(id.value());
        provenDeeds(deeds, head.audit(), broken);
        return new Proof(revisions.size(), deeds.size(), broken);
    }

    /** The same for the deeds that span personas. */
    public Proof verifyCatalog() {
        var broken = new ArrayList<String>();
        var deeds = store.audit(AuditEntry.CATALOG);
        provenDeeds(deeds, store.catalog().audit(), broken);
        return new Proof(0, deeds.size(), broken);
    }

    private static void provenDeeds(List<AuditEntry> deeds, ChainEnd expected, List<String> broken) {
        var end = ChainEnd.NONE;
        for (var deed : deeds) {
            if (!deed.intact()) {
                broken.add("entry " + deed.number() + " of the audit was changed");
            }
            if (!deed.previous().equals(end.link()) || deed.number() != end.number() + 1) {
                broken.add("entry " + deed.number() + " of the audit does not follow the one before it");
            }
            end = deed.end();
        }
        if (!end.equals(expected)) {
            broken.add("the last entry of the audit is missing or was added");
        }
    }

    private PersonaHead mustHaveBeen(PersonaId id) {
        return store.head(id).orElseThrow(PersonaRefused::unknown);
    }
}
