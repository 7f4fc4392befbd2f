package dev.parley.console.faces;

import dev.parley.agents.PersonaId;
import dev.parley.console.DiffLine;
import dev.parley.console.Fault;
import dev.parley.personas.Checks;
import dev.parley.personas.Drafts;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.Publishing;
import dev.parley.personas.Publishing.Order;
import dev.parley.personas.Publishing.Share;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gives a draft to callers, at once or to some of them first; widens, promotes or ends such a canary; throws a draft away. */
@Named
@ViewScoped
public class PublishPage implements Serializable {
    @Inject
    private OnePersona persona;

    @Inject
    private Checks checks;

    @Inject
    private Publishing publishing;

    @Inject
    private Drafts drafts;

    @Inject
    private Deeds deeds;

    private String id = "";
    private String version = "";
    private String comment = "";
    private String untested = "";
    private String to = "all";
    private int percent = 10;
    private String numbers = "";

    /** Over the version that the user sees: whatever happens meanwhile is told, not overwritten. */
    public void load() {
        persona.head().ifPresent(this::show);
    }

    private void show(PersonaHead head) {
        id = head.id().value();
        version = head.version();
        head.canary().ifPresent(canary -> {
            percent = canary.percent();
            numbers = String.join(" ", canary.numbers());
        });
    }

    public void publish() {
        change(
                () -> publishing.publish(new PersonaId(id), version, order(), deeds.name()),
                toSome()
                        ? "Published to some callers. New calls of theirs get it within two seconds."
                        : "Published. New calls get it within two seconds; those that live keep what they began with.");
    }

    public void changeShare() {
        change(
                () -> publishing.share(new PersonaId(id), new Share(percent, listed()), version, deeds.name()),
                "The canary's share is changed.");
    }

    public void promote() {
        change(
                () -> publishing.promote(new PersonaId(id), version, comment, deeds.name()),
                "All callers get the canary now.");
    }

    public void abort() {
        change(
                () -> publishing.abort(new PersonaId(id), version, comment, deeds.name()),
                "No caller gets the canary any more.");
    }

    public void discard() {
        deeds.asA(Me.EDITOR, () -> drafts.discard(new PersonaId(id), version, deeds.name()))
                .ifPresent(head -> done(head, "The draft is thrown away."));
    }

    /** Gone for callers and lists; its history stays. */
    public String delete() {
        return deeds.asA(Me.APPROVER, () -> {
                    drafts.delete(new PersonaId(id), version, deeds.name());
                    return true;
                })
                .map(gone -> persona.toTheList("Persona " + id + " is deleted."))
                .orElse(null); // to Faces: stay here
    }

    private void change(Supplier<PersonaHead> deed, String words) {
        deeds.asA(Me.APPROVER, deed).ifPresent(head -> done(head, words));
    }

    private void done(PersonaHead head, String words) {
        version = head.version();
        comment = "";
        untested = "";
        deeds.done(words);
    }

    private Order order() {
        return new Order(
                comment,
                toSome() ? Optional.of(new Share(percent, listed())) : Optional.empty(),
                untested.isBlank() ? Optional.empty() : Optional.of(untested));
    }

    private boolean toSome() {
        return to.equals("some");
    }

    private Set<String> listed() {
        return Arrays.stream(numbers.split("[\\s,;]+"))
                .filter(number -> !number.isEmpty())
                .collect(Collectors.toSet());
    }

    public boolean isDraft() {
        return persona.head().flatMap(PersonaHead::draft).isPresent();
    }

    public boolean isPublished() {
        return persona.head().flatMap(PersonaHead::published).isPresent();
    }

    public boolean isCanary() {
        return persona.head().flatMap(PersonaHead::canary).isPresent();
    }

    public String getCanaryWords() {
        return persona.head()
                .flatMap(PersonaHead::canary)
                .map(PublishPage::words)
                .orElse("");
    }

    private static String words(Canary canary) {
        int many = canary.numbers().size();
        return "Revision " + canary.revision().number() + " goes to " + canary.percent() + " % of callers"
                + (many == 0 ? "." : many == 1 ? " and to one number." : " and to " + many + " numbers.");
    }

    /** What keeps the draft from being published. */
    public List<Fault> getErrors() {
        return persona.head().stream()
                .flatMap(head -> checks.read(head.id(), head.text()).findings().stream())
                .map(Fault::of)
                .filter(Fault::error)
                .toList();
    }

    /** Whether it has required tests that have not passed on the draft. */
    public boolean isTestsMissing() {
        return persona.head().filter(this::untested).isPresent();
    }

    private boolean untested(PersonaHead head) {
        return head.draft()
                .filter(draft -> checks.read(head.id(), draft.text())
                        .persona()
                        .filter(read -> Publishing.testsMissing(head, draft.hash(), read))
                        .isPresent())
                .isPresent();
    }

    /** From what callers get to the draft. */
    public List<DiffLine> getDifference() {
        return persona.head()
                .filter(head -> head.draft().isPresent())
                .map(head ->
                        TextDiff.between(head.published().map(Published::text).orElse(""), head.text()))
                .orElse(List.of());
    }

    public String getComment() {
        return comment;
    }

    public void setComment(String comment) {
        this.comment = comment == null ? "" : comment;
    }

    public String getUntested() {
        return untested;
    }

    public void setUntested(String untested) {
        this.untested = untested == null ? "" : untested;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to == null ? "all" : to;
    }

    public int getPercent() {
        return percent;
    }

    public void setPercent(int percent) {
        this.percent = percent;
    }

    public String getNumbers() {
        return numbers;
    }

    public void setNumbers(String numbers) {
        this.numbers = numbers == null ? "" : numbers;
    }
}
