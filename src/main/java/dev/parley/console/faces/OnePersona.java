package dev.parley.console.faces;

import dev.parley.agents.PersonaId;
import dev.parley.console.PersonaRow;
import dev.parley.personas.NodePersonas;
import dev.parley.personas.NodePersonas.Known;
import dev.parley.personas.PersonaHead;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;

/**
 * The persona that a page is about, by {@code ?id=}; every page of a persona shows its name, state and ways to the others. Kept
 * with the view: a form asks what it shows before the address has been read again.
 */
@Named
@ViewScoped
public class OnePersona implements Serializable {
    @Inject
    private NodePersonas node;

    @Inject
    private Deeds deeds;

    private String id = "";

    /** Whom the address names; where there is none, back to the list, which says so. */
    public String open() {
        if (head().isPresent()) {
            return null; // to Faces: stay here
        }
        return toTheList(
                node.loaded()
                        ? "There is no persona of that id."
                        : "The store of personas has not been read yet; try again in a moment.");
    }

    /** The way to the list, which says {@code words}. */
    String toTheList(String words) {
        deeds.doneThen(words);
        return "/console/personas?faces-redirect=true";
    }

    Optional<PersonaHead> head() {
        return PersonaId.of(id).flatMap(node::find).map(Known::head);
    }

    public boolean isThere() {
        return head().isPresent();
    }

    public PersonaRow getRow() {
        return head().map(head -> PersonaRow.of(head, node.catalog())).orElse(null);
    }

    /** What callers get, in a few words. */
    public String getLife() {
        return head().map(OnePersona::life).orElse("");
    }

    private static String life(PersonaHead head) {
        if (head.published().isEmpty()) {
            return "A draft that nobody hears yet.";
        }
        var published = "Callers get revision " + head.published().get().number() + ".";
        var canary = head.canary()
                .map(some -> " " + some.percent() + " % of them get revision "
                        + some.revision().number() + " instead"
                        + (some.numbers().isEmpty() ? "." : ", and so do some numbers."))
                .orElse("");
        return published + canary + (head.draft().isPresent() ? " A draft is newer." : "");
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id == null ? "" : id;
    }
}
