package dev.parley.personas.http;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.agents.PersonaId;
import dev.parley.agents.TokenCount;
import dev.parley.personas.AuditEntry;
import dev.parley.personas.Catalog;
import dev.parley.personas.Histories;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.Revision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** JSON of this API. */
public final class Views {
    private Views() {}

    /** A persona in a list. */
    public record Item(
            String id,
            String name,
            String description,
            List<String> tags,
            String state,
            boolean isDefault,
            Long publishedNumber,
            String publishedAt,
            String changedBy,
            String changedAt) {
        static Item of(PersonaHead head, Catalog catalog) {
            return new Item(
                    head.id().value(),
                    head.about().name(),
                    head.about().description(),
                    head.about().tags(),
                    word(head.state()),
                    answersAllOthers(head, catalog),
                    head.published().map(PersonaHead.Published::number).orElse(null),
                    head.published().map(published -> published.at().toString()).orElse(null),
                    head.last().who(),
                    head.last().at().toString());
        }
    }

    /** One page of a list. */
    public record Page(List<Item> personas, int page, int limit, int total) {}

    /** A persona, as its editor sees it. */
    public record One(
            String id,
            String name,
            String description,
            List<String> tags,
            String state,
            boolean isDefault,
            List<String> numbers,
            InUse published,
            Draft draft,
            CanaryView canary,
            boolean tested,
            String text,
            List<FindingView> findings) {
        static One of(PersonaHead head, Catalog catalog, PersonaFormat.Reading reading) {
            return new One(
                    head.id().value(),
                    head.about().name(),
                    head.about().description(),
                    head.about().tags(),
                    word(head.state()),
                    answersAllOthers(head, catalog),
                    catalog.numbers().entrySet().stream()
                            .filter(entry -> entry.getValue().equals(head.id()))
                            .map(Map.Entry::getKey)
                            .sorted()
                            .toList(),
                    head.published().map(InUse::of).orElse(null),
                    head.draft()
                            .map(draft -> new Draft(
                                    draft.hash(), draft.by(), draft.at().toString()))
                            .orElse(null),
                    head.canary().map(CanaryView::of).orElse(null),
                    head.tested().isPresent(),
                    head.text(),
                    told(reading.findings()));
        }
    }

    /** A revision that callers get. */
    public record InUse(String revision, long number, String by, String at) {
        static InUse of(PersonaHead.Published published) {
            return new InUse(
                    published.hash(),
                    published.number(),
                    published.by(),
                    published.at().toString());
        }
    }

    /** A text that nobody hears yet. */
    public record Draft(String hash, String by, String at) {}

    /** Who gets a revision before the others. */
    public record CanaryView(InUse revision, int percent, Set<String> numbers) {
        static CanaryView of(PersonaHead.Canary canary) {
            return new CanaryView(InUse.of(canary.revision()), canary.percent(), canary.numbers());
        }
    }

    /** Something right or wrong about a text; line and column from 1, 0 where unknown. */
    public record FindingView(String severity, int line, int column, String path, String message) {}

    /** What was found in a text. */
    public record Checked(boolean valid, List<FindingView> findings) {
        static Checked of(PersonaFormat.Reading reading) {
            return new Checked(reading.persona().isPresent(), told(reading.findings()));
        }
    }

    /** A message that opens a call's history. */
    public record Message(String role, String text) {
        static Message of(ChatMessage message) {
            return switch (message) {
                case ChatMessage.Instructions instructions -> new Message("system", instructions.text());
                case ChatMessage.Caller caller -> new Message("user", caller.text());
                case ChatMessage.Agent agent -> new Message("assistant", agent.text());
                case ChatMessage.ToolAnswer answer -> new Message("tool", answer.content());
            };
        }
    }

    /** A text as a call would see it. */
    public record Preview(
            List<Message> messages, String greeting, int tokens, List<InputView> inputs, List<FindingView> findings) {
        static Preview of(PersonaFormat.Preview preview, TokenCount tokens) {
            var messages = preview.messages().stream().map(Message::of).toList();
            return new Preview(
                    messages,
                    preview.greeting().orElse(null),
                    messages.stream()
                            .mapToInt(message -> tokens.of(message.text()))
                            .sum(),
                    preview.inputs().stream()
                            .map(input -> new InputView(
                                    input.name(),
                                    input.kind(),
                                    input.required(),
                                    input.byDefault().map(String::valueOf).orElse(null),
                                    input.ofTheCall()))
                            .toList(),
                    told(preview.findings()));
        }
    }

    /** A variable of the prompt; {@code ofTheCall}: every call gives it by itself. */
    public record InputView(String name, String kind, boolean required, String byDefault, boolean ofTheCall) {}

    /** A revision in the history. */
    public record RevisionItem(
            long number, String revision, String author, String at, String comment, String previous, String link) {
        static RevisionItem of(Revision revision) {
            return new RevisionItem(
                    revision.number(),
                    revision.hash(),
                    revision.author(),
                    revision.at().toString(),
                    revision.comment(),
                    revision.previous(),
                    revision.link());
        }
    }

    /** Whether a history is as it was written. */
    public record ProofView(boolean whole, long revisions, long auditEntries, List<String> broken) {
        static ProofView of(Histories.Proof proof) {
            return new ProofView(proof.whole(), proof.revisions(), proof.deeds(), proof.broken());
        }
    }

    /** A deed. */
    public record AuditView(
            String subject,
            long number,
            String at,
            String who,
            String action,
            String before,
            String after,
            String comment,
            String previous,
            String link) {
        static AuditView of(AuditEntry entry) {
            return new AuditView(
                    entry.subject(),
                    entry.number(),
                    entry.at().toString(),
                    entry.who(),
                    entry.action().words(),
                    entry.before(),
                    entry.after(),
                    entry.comment(),
                    entry.previous(),
                    entry.link());
        }
    }

    /** The numbers of a catalog, and its default. */
    public record Numbers(Map<String, String> numbers, String byDefault) {
        static Numbers of(Catalog catalog) {
            var numbers = new TreeMap<String, String>();
            catalog.numbers().forEach((number, id) -> numbers.put(number, id.value()));
            return new Numbers(
                    numbers, catalog.byDefault().map(PersonaId::value).orElse(null));
        }
    }

    static String word(PersonaHead.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static List<FindingView> told(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new FindingView(
                        finding.severity() == Severity.ERROR ? "error" : "warning",
                        finding.line(),
                        finding.column(),
                        finding.path(),
                        finding.message()))
                .toList();
    }

    private static boolean answersAllOthers(PersonaHead head, Catalog catalog) {
        return catalog.byDefault().filter(head.id()::equals).isPresent();
    }
}
