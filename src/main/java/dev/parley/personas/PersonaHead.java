package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a persona stands now: one document, and whoever changes anything of the persona changes it, over the version they read.
 *
 * @param id of the persona
 * @param about what its newest text says of it
 * @param published what callers get; empty: never published
 * @param draft what is being written; empty: nothing since it was published
 * @param canary what some callers get instead
 * @param tested which draft passed its required tests
 * @param clientTools tools that a browser client answers by itself: a JSON array, verbatim as the client sent it
 * @param revisions end of the chain of revisions
 * @param audit end of the chain of deeds
 * @param last the last deed, for whoever was overtaken
 * @param gone deleted, or renamed: only its history is left
 * @param version of the document in the store; empty: not stored yet
 */
public record PersonaHead(
        PersonaId id,
        About about,
        Optional<Published> published,
        Optional<Draft> draft,
        Optional<Canary> canary,
        Optional<Tested> tested,
        String clientTools,
        ChainEnd revisions,
        ChainEnd audit,
        Change last,
        boolean gone,
        String version) {
    public static final String NO_TOOLS = "[]";

    /** @param tags of the file's metadata */
    public record About(String name, String description, List<String> tags) {
        public About {
            tags = List.copyOf(tags);
        }
    }

    /** A revision in use. */
    public record Published(long number, String hash, String text, String by, Instant at) {
        static Published of(Revision revision) {
            return new Published(revision.number(), revision.hash(), revision.text(), revision.author(), revision.at());
        }

        @Override
        public String toString() {
            return "Published[" + number + "]";
        }
    }

    /** A text that nobody hears yet. */
    public record Draft(String hash, String text, String by, Instant at) {
        static Draft of(String text, String by, Instant at) {
            return new Draft(Chain.content(text), text, by, at);
        }

        @Override
        public String toString() {
            return "Draft[" + hash + "]";
        }
    }

    /**
     * A revision that some callers get.
     *
     * @param percent of callers, 0 to 100, each always on the same side
     * @param numbers callers or called numbers that get it whatever their share
     * @param since when it began to be tried
     */
    public record Canary(Published revision, int percent, Set<String> numbers, Instant since) {
        public Canary {
            numbers = Set.copyOf(numbers);
        }

        /** Numbers stay out of logs. */
        @Override
        public String toString() {
            return "Canary[" + revision + ", " + percent + " %]";
        }
    }

    /** @param hash of the text whose required tests all passed */
    public record Tested(String hash, String run, Instant at) {}

    /** Who did what last, and when. */
    public record Change(String who, AuditEntry.Action what, Instant at) {
        static Change of(AuditEntry.Deed deed, Instant at) {
            return new Change(deed.who(), deed.action(), at);
        }
    }

    /** The same as the store has it. */
    PersonaHead stored(String version) {
        return as(id, version);
    }

    /** The same under another id: what a renamed persona begins with. */
    PersonaHead as(PersonaId id, String version) {
        return new PersonaHead(
                id, about, published, draft, canary, tested, clientTools, revisions, audit, last, gone, version);
    }

    /** The text that an editor sees: the draft, else what is published. */
    public String text() {
        return draft.map(Draft::text).or(() -> published.map(Published::text)).orElse("");
    }

    /** Word for it in lists: gone, draft, canary, changed (published, and a draft is newer) or published. */
    public State state() {
        if (gone) {
            return State.GONE;
        }
        if (canary.isPresent()) {
            return State.CANARY;
        }
        if (published.isEmpty()) {
            return State.DRAFT;
        }
        return draft.isPresent() ? State.CHANGED : State.PUBLISHED;
    }

    /** Where a persona is in its life. */
    public enum State {
        DRAFT,
        PUBLISHED,
        CHANGED,
        CANARY,
        GONE
    }

    /** Neither texts nor numbers. */
    @Override
    public String toString() {
        return "PersonaHead[" + id + ", " + state() + "]";
    }
}
