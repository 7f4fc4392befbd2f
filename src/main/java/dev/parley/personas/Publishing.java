package dev.parley.personas;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat.Reading;
import dev.parley.agents.PersonaFormat.Severity;
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
import java.util.Optional;
import java.util.Set;

/**
 * What callers get: publishing a draft, at once or to some callers first, and going back. Published is what is right, refers to
 * nobody unknown, and has passed its own required tests; new calls get it on every node within two seconds, live ones keep
 * theirs.
 */
@ApplicationScoped
public class Publishing {
    private static final int LONGEST_COMMENT = 500;

    private final PersonaStore store;
    private final Heads heads;
    private final Checks checks;
    private final Catalogs catalogs;

    Publishing() {
        this(null, null, null, null);
    }

    @Inject
    public Publishing(PersonaStore store, Heads heads, Checks checks, Catalogs catalogs) {
        this.store = store;
        this.heads = heads;
        this.checks = checks;
        this.catalogs = catalogs;
    }

    /**
     * How a draft is published.
     *
     * @param comment why, for the history
     * @param share empty: to all callers
     * @param untested why it may go without its tests; empty: it may not
     */
    public record Order(String comment, Optional<Share> share, Optional<String> untested) {}

    /** Who gets a canary: see {@link Canary}. */
    public record Share(int percent, Set<String> numbers) {
        public Share {
            numbers = Set.copyOf(numbers);
            if (percent < 0 || percent > 100 || percent == 0 && numbers.isEmpty()) {
                throw new PersonaRefused(Why.WRONG, "A canary needs percent from 1 to 100, or numbers.");
            }
        }

        @Override
        public String toString() {
            return percent + " %";
        }
    }

    /** Publishes the draft of the version that the user read. */
    public PersonaHead publish(PersonaId id, String version, Order order, String who) {
        var before = heads.current(id, version);
        var draft =
                before.draft().orElseThrow(() -> new PersonaRefused(Why.WRONG, "There is no draft: nothing is new."));
        var reading = mustBeRight(id, draft.text());
        mustBeTested(before, draft.hash(), reading, order.untested());
        if (order.share().isPresent() && before.published().isEmpty()) {
            throw new PersonaRefused(
                    Why.WRONG, "A canary needs a published revision beside it; publish it to all first.");
        }
        catalogs.handsOver(id, reading.summary().handOffs());

        var edit = Edit.of(before).draft(Optional.empty());
        var revision = published(edit, draft, comment(order), who);
        var was = before.published().map(Published::hash).orElse("");
        if (order.untested().isPresent()) {
            edit.deed(new Deed(
                    who,
                    Action.PUBLISHED_UNTESTED,
                    was,
                    draft.hash(),
                    shortened(order.untested().get())));
        }
        order.share()
                .ifPresentOrElse(
                        share -> edit.canary(Optional.of(
                                        new Canary(revision, share.percent(), share.numbers(), heads.now())))
                                .deed(new Deed(who, Action.CANARY_STARTED, was, draft.hash(), comment(order))),
                        () -> edit.published(Optional.of(revision))
                                .canary(Optional.empty())
                                .deed(new Deed(who, Action.PUBLISHED, was, draft.hash(), comment(order))));
        var head = heads.commit(edit);
        settled(head);
        return head;
    }

    /**
     * Publishes a text to all callers by the same rules, in one commit with whatever else {@code edit} says. A draft of another
     * text stays; where all is as it was, nothing is committed.
     */
    PersonaHead publishAtOnce(Edit edit, String text, String comment, String who) {
        var before = edit.before();
        var reading = mustBeReady(before, text);
        if (isLive(before, text)) {
            return edit.decided() ? heads.commit(edit) : before;
        }
        catalogs.handsOver(before.id(), reading.summary().handOffs());
        var put = Draft.of(text, who, heads.now());
        var was = before.gone() ? "" : before.published().map(Published::hash).orElse("");
        var revision = published(edit, put, comment, who);
        if (edit.draft().filter(draft -> !draft.hash().equals(put.hash())).isEmpty()) {
            edit.about(Heads.about(before.id(), reading.summary()))
                    .draft(Optional.empty())
                    .tested(Optional.empty());
        }
        var head = heads.commit(edit.published(Optional.of(revision))
                .canary(Optional.empty())
                .deed(new Deed(who, Action.PUBLISHED, was, put.hash(), comment)));
        settled(head);
        return head;
    }

    /** @throws PersonaRefused when the text has faults or, unless callers get it already, its tests have not passed */
    Reading mustBeReady(PersonaHead head, String text) {
        var reading = mustBeRight(head.id(), text);
        if (!isLive(head, text)) {
            mustBeTested(head, Chain.content(text), reading, Optional.empty());
        }
        return reading;
    }

    private static boolean isLive(PersonaHead head, String text) {
        return !head.gone()
                && head.canary().isEmpty()
                && head.published()
                        .filter(published -> published.text().equals(text))
                        .isPresent();
    }

    /** What was published before is not written twice: going back to it by hand is the same revision. */
    private Published published(Edit edit, Draft draft, String comment, String who) {
        var before = edit.before();
        return store.revision(before.id(), draft.hash()).map(Published::of).orElseGet(() -> {
            var revision = Revision.after(before.revisions(), before.id(), draft.text(), who, heads.now(), comment);
            edit.revision(revision);
            return Published.of(revision);
        });
    }

    private Reading mustBeRight(PersonaId id, String text) {
        var reading = checks.read(id, text);
        if (reading.persona().isEmpty()) {
            var errors = reading.findings().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .toList();
            throw new PersonaRefused(Why.FAULTY, "It has faults, see errors.", errors);
        }
        return reading;
    }

    /** Whether the text of this hash has required tests, and they have not passed on that very text. */
    public static boolean testsMissing(PersonaHead head, String hash, Persona text) {
        boolean needed = text.tests().stream().anyMatch(test -> test.required());
        return needed
                && head.tested().filter(tested -> tested.hash().equals(hash)).isEmpty();
    }

    private static void mustBeTested(PersonaHead head, String hash, Reading reading, Optional<String> untested) {
        if (testsMissing(head, hash, reading.persona().orElseThrow())
                && untested.filter(why -> !why.isBlank()).isEmpty()) {
            throw new PersonaRefused(
                    Why.UNTESTED,
                    "Its required tests have not passed on this text: run them, or let an approver say why it may go without.");
        }
    }

    /** Gives all callers an earlier revision again; also ends a canary. */
    public PersonaHead rollBack(PersonaId id, String hash, String version, String comment, String who) {
        var before = heads.current(id, version);
        var revision = store.revision(id, hash)
                .orElseThrow(() -> new PersonaRefused(Why.UNKNOWN, "There is no such revision."));
        var was = before.published().map(Published::hash).orElse("");
        if (was.equals(hash) && before.canary().isEmpty()) {
            throw new PersonaRefused(Why.WRONG, "This revision is the one that callers get.");
        }
        var reading = mustBeRight(id, revision.text());
        catalogs.handsOver(id, reading.summary().handOffs());
        var head = heads.commit(Edit.of(before)
                .about(before.draft().isPresent() ? before.about() : Heads.about(id, reading.summary()))
                .published(Optional.of(Published.of(revision)))
                .canary(Optional.empty())
                .deed(new Deed(who, Action.ROLLED_BACK, was, hash, shortened(comment))));
        settled(head);
        return head;
    }

    /** Changes who gets the canary. */
    public PersonaHead share(PersonaId id, Share share, String version, String who) {
        var before = heads.current(id, version);
        var canary = canaryOf(before);
        return heads.commit(Edit.of(before)
                .canary(Optional.of(new Canary(canary.revision(), share.percent(), share.numbers(), canary.since())))
                .deed(new Deed(
                        who,
                        Action.CANARY_CHANGED,
                        canary.revision().hash(),
                        canary.revision().hash(),
                        share.toString())));
    }

    /** All callers get the canary. */
    public PersonaHead promote(PersonaId id, String version, String comment, String who) {
        var before = heads.current(id, version);
        var canary = canaryOf(before);
        mustBeRight(id, canary.revision().text());
        var head = heads.commit(Edit.of(before)
                .published(Optional.of(canary.revision()))
                .canary(Optional.empty())
                .deed(new Deed(
                        who,
                        Action.CANARY_PROMOTED,
                        before.published().map(Published::hash).orElse(""),
                        canary.revision().hash(),
                        shortened(comment))));
        settled(head);
        return head;
    }

    /** No caller gets the canary any more; its text stays in the history. */
    public PersonaHead abort(PersonaId id, String version, String reason, String who) {
        var before = heads.current(id, version);
        var canary = canaryOf(before);
        var head = heads.commit(Edit.of(before)
                .canary(Optional.empty())
                .deed(new Deed(
                        who,
                        Action.CANARY_ABORTED,
                        canary.revision().hash(),
                        before.published().map(Published::hash).orElse(""),
                        shortened(reason))));
        settled(head);
        return head;
    }

    private static Canary canaryOf(PersonaHead head) {
        return head.canary().orElseThrow(() -> new PersonaRefused(Why.UNKNOWN, "There is no canary."));
    }

    /** Only what is published, or a canary, hands over. */
    private void settled(PersonaHead head) {
        catalogs.published(head.id(), checks.handOffs(head));
    }

    private static String comment(Order order) {
        return shortened(order.comment());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_COMMENT ? text : text.substring(0, LONGEST_COMMENT);
    }
}
