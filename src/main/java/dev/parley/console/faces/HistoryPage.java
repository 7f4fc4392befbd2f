package dev.parley.console.faces;

import dev.parley.agents.PersonaId;
import dev.parley.console.DiffLine;
import dev.parley.personas.AuditEntry;
import dev.parley.personas.Histories;
import dev.parley.personas.Histories.Proof;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.Publishing;
import dev.parley.personas.Revision;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What callers got and who did what; two revisions beside each other, and the way back to an earlier one. */
@Named
@ViewScoped
public class HistoryPage implements Serializable {
    @Inject
    private OnePersona persona;

    @Inject
    private Histories histories;

    @Inject
    private Publishing publishing;

    @Inject
    private Deeds deeds;

    private String id = "";
    private String version = "";
    private String chosen = "";
    private String comment = "";
    private String proof = "";
    private boolean whole;
    private ArrayList<Row> revisions = new ArrayList<>();
    private ArrayList<Deed> audit = new ArrayList<>();
    private ArrayList<DiffLine> difference = new ArrayList<>();

    /** A revision in the list, newest first. */
    public record Row(long number, String hash, String author, Instant at, String comment, boolean live)
            implements Serializable {}

    /** Who did what, newest first. */
    public record Deed(Instant at, String who, String what, String comment) implements Serializable {}

    public void load() {
        persona.head().ifPresent(this::show);
    }

    private void show(PersonaHead head) {
        id = head.id().value();
        version = head.version();
        var live = head.published().map(Published::hash).orElse("");
        deeds.fromTheStore(() -> histories.revisions(head.id())).ifPresent(all -> {
            revisions = new ArrayList<>(all.stream()
                    .sorted(Comparator.comparingLong(Revision::number).reversed())
                    .map(revision -> row(revision, live))
                    .toList());
            compare(all, live);
        });
        deeds.fromTheStore(() -> histories.audit(head.id()))
                .ifPresent(all -> audit = new ArrayList<>(all.stream()
                        .sorted(Comparator.comparingLong(AuditEntry::number).reversed())
                        .map(entry ->
                                new Deed(entry.at(), entry.who(), entry.action().words(), entry.comment()))
                        .toList()));
    }

    private static Row row(Revision revision, String live) {
        return new Row(
                revision.number(),
                revision.hash(),
                revision.author(),
                revision.at(),
                revision.comment(),
                revision.hash().equals(live));
    }

    /** From what callers get now to the chosen one. */
    private void compare(List<Revision> all, String live) {
        var one = withHash(all, chosen);
        if (one.isEmpty()) {
            chosen = "";
            return;
        }
        var now = withHash(all, live).map(Revision::text).orElse("");
        difference = new ArrayList<>(TextDiff.between(now, one.get().text()));
    }

    private static Optional<Revision> withHash(List<Revision> all, String hash) {
        return all.stream().filter(revision -> revision.hash().equals(hash)).findFirst();
    }

    public void rollBack() {
        deeds.asA(Me.APPROVER, () -> publishing.rollBack(new PersonaId(id), chosen, version, comment, deeds.name()))
                .ifPresent(head -> {
                    comment = "";
                    show(head);
                    deeds.done("Rolled back. New calls get this revision within two seconds.");
                });
    }

    /** Computes the chains of revisions and deeds anew. */
    public void verify() {
        deeds.fromTheStore(() -> histories.verify(new PersonaId(id))).ifPresent(this::tell);
    }

    private void tell(Proof found) {
        whole = found.whole();
        proof = whole
                ? "Whole: " + found.revisions() + " revisions and " + found.deeds() + " deeds are as they were written."
                : "Not whole: " + String.join("; ", found.broken()) + ".";
    }

    public List<Row> getRevisions() {
        return revisions;
    }

    public List<Deed> getAudit() {
        return audit;
    }

    public List<DiffLine> getDifference() {
        return difference;
    }

    public Row getChosenRow() {
        return revisions.stream()
                .filter(row -> row.hash().equals(chosen))
                .findFirst()
                .orElse(null);
    }

    public String getProof() {
        return proof;
    }

    public boolean isWhole() {
        return whole;
    }

    public String getChosen() {
        return chosen;
    }

    public void setChosen(String chosen) {
        this.chosen = chosen == null ? "" : chosen;
    }

    public String getComment() {
        return comment;
    }

    public void setComment(String comment) {
        this.comment = comment == null ? "" : comment;
    }
}
