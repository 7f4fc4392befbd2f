package dev.parley.console.faces;

import dev.parley.agents.PersonaId;
import dev.parley.console.DiffLine;
import dev.parley.console.Fault;
import dev.parley.console.Newlines;
import dev.parley.personas.Checks;
import dev.parley.personas.Drafts;
import dev.parley.personas.NodePersonas;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaRefused;
import dev.parley.personas.PersonaRefused.Why;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A persona's text while somebody writes it. What was written is never given up: who was overtaken sees both texts and decides.
 */
@Named
@ViewScoped
public class EditPage implements Serializable {
    @Inject
    private OnePersona persona;

    @Inject
    private NodePersonas node;

    @Inject
    private Checks checks;

    @Inject
    private Drafts drafts;

    @Inject
    private Deeds deeds;

    private String id = "";
    private String text = "";
    private String version = "";
    private String saved = "";
    private String theirs = "";
    private String theirVersion = "";
    private ArrayList<Fault> faults = new ArrayList<>();

    public void load() {
        persona.head().ifPresent(this::show);
    }

    private void show(PersonaHead head) {
        id = head.id().value();
        text = head.text();
        saved = text;
        version = head.version();
        theirVersion = "";
        check();
    }

    /** While it is written: tells what is wrong with it; nothing is kept. */
    public void check() {
        faults = new ArrayList<>(checks.read(new PersonaId(id), text).findings().stream()
                .map(Fault::of)
                .toList());
    }

    public void save() {
        check();
        try {
            deeds.attempt(Me.EDITOR, () -> drafts.save(new PersonaId(id), text, version, deeds.name()))
                    .ifPresent(kept -> {
                        version = kept.head().version();
                        saved = text;
                        theirVersion = "";
                        deeds.done(words());
                    });
        } catch (PersonaRefused e) {
            overtaken(e);
        }
    }

    private String words() {
        long errors = faults.stream().filter(Fault::error).count();
        return errors == 0
                ? "Saved as a draft. Callers hear it once it is published."
                : "Saved as a draft. It cannot be published before "
                        + (errors == 1 ? "its error is" : errors + " errors are") + " gone.";
    }

    private void overtaken(PersonaRefused refused) {
        var now = node.find(new PersonaId(id));
        if (refused.why() == Why.STALE && now.isPresent()) {
            theirs = now.get().head().text();
            theirVersion = now.get().head().version();
        }
        deeds.wrong(refused.getMessage());
    }

    /** Saves this text over theirs. */
    public void keepMine() {
        version = theirVersion;
        save();
    }

    /** Gives this text up for theirs. */
    public void takeTheirs() {
        node.find(new PersonaId(id)).ifPresent(known -> show(known.head()));
    }

    public boolean isOvertaken() {
        return !theirVersion.isEmpty();
    }

    /** From their text to this one. */
    public List<DiffLine> getDifference() {
        return isOvertaken() ? TextDiff.between(theirs, text) : List.of();
    }

    public List<Fault> getFaults() {
        return faults;
    }

    public boolean isClean() {
        return text.equals(saved);
    }

    public String getText() {
        return text;
    }

    public void setText(String submitted) {
        text = Newlines.as(saved, submitted == null ? "" : submitted);
    }
}
