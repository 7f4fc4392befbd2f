package dev.parley.personas.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry;
import dev.parley.personas.Catalog;
import dev.parley.personas.ChainEnd;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaHead.About;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Change;
import dev.parley.personas.PersonaHead.Draft;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.PersonaHead.Tested;
import dev.parley.personas.Revision;
import dev.parley.personas.TestRun;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Our records as documents and back. The partition key is {@code personaId}, {@code type} says what a document is. */
final class Documents {
    static final String HEAD = "head";
    static final String CATALOG = "catalog";
    static final String REVISION = "revision";
    static final String AUDIT = "audit";
    /** A deed of a renamed persona, which lies also where it was written. */
    static final String COPIED_AUDIT = "copied-audit";

    static final String RUN = "run";
    /** Of the store's own, on every document that was read. */
    static final String ETAG = "_etag";

    private static final int FORMAT = 1;
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Documents() {}

    static ObjectNode of(PersonaHead head) {
        var json = document(head.id().value(), HEAD, HEAD);
        json.put("name", head.about().name());
        json.put("description", head.about().description());
        texts(json, "tags", head.about().tags());
        head.published().ifPresent(published -> json.set("published", of(published)));
        head.draft()
                .ifPresent(draft -> json.set(
                        "draft",
                        object().put("hash", draft.hash())
                                .put("text", draft.text())
                                .put("by", draft.by())
                                .put("at", draft.at().toString())));
        head.canary().ifPresent(canary -> {
            var rule = object().put("percent", canary.percent())
                    .put("since", canary.since().toString());
            rule.set("revision", of(canary.revision()));
            texts(rule, "numbers", canary.numbers());
            json.set("canary", rule);
        });
        head.tested()
                .ifPresent(tested -> json.set(
                        "tested",
                        object().put("hash", tested.hash())
                                .put("run", tested.run())
                                .put("at", tested.at().toString())));
        json.put("clientTools", head.clientTools());
        json.set("revisions", of(head.revisions()));
        json.set("audit", of(head.audit()));
        json.set(
                "last",
                object().put("who", head.last().who())
                        .put("what", head.last().what().name())
                        .put("at", head.last().at().toString()));
        return json.put("gone", head.gone());
    }

    static PersonaHead head(JsonNode json) {
        return new PersonaHead(
                new PersonaId(text(json, "personaId")),
                new About(text(json, "name"), text(json, "description"), texts(json, "tags")),
                optional(json, "published", Documents::published),
                optional(
                        json,
                        "draft",
                        draft -> new Draft(text(draft, "hash"), text(draft, "text"), text(draft, "by"), at(draft))),
                optional(json, "canary", Documents::canary),
                optional(json, "tested", tested -> new Tested(text(tested, "hash"), text(tested, "run"), at(tested))),
                json.path("clientTools").asText(PersonaHead.NO_TOOLS),
                end(json.path("revisions")),
                end(json.path("audit")),
                new Change(
                        text(json.path("last"), "who"),
                        AuditEntry.Action.valueOf(text(json.path("last"), "what")),
                        at(json.path("last"))),
                json.path("gone").asBoolean(),
                text(json, ETAG));
    }

    private static Canary canary(JsonNode json) {
        var revision = published(json.path("revision"));
        return new Canary(
                revision,
                json.path("percent").asInt(),
                Set.copyOf(texts(json, "numbers")),
                optional(json, "since", since -> Instant.parse(since.asText())).orElse(revision.at()));
    }

    static ObjectNode of(Revision revision) {
        return revision(revision.persona().value(), revision);
    }

    /** The same in another persona's partition, for one that was renamed. */
    static ObjectNode revision(String partition, Revision revision) {
        return document(partition, "rev-" + revision.hash(), REVISION)
                .put("persona", revision.persona().value())
                .put("number", revision.number())
                .put("hash", revision.hash())
                .put("text", revision.text())
                .put("author", revision.author())
                .put("at", revision.at().toString())
                .put("comment", revision.comment())
                .put("previous", revision.previous())
                .put("link", revision.link());
    }

    static Revision revision(JsonNode json) {
        return new Revision(
                new PersonaId(text(json, "persona")),
                json.path("number").asLong(),
                text(json, "hash"),
                text(json, "text"),
                text(json, "author"),
                at(json),
                text(json, "comment"),
                text(json, "previous"),
                text(json, "link"));
    }

    static ObjectNode of(AuditEntry entry) {
        return audit(entry.subject(), entry);
    }

    static ObjectNode audit(String partition, AuditEntry entry) {
        var type = partition.equals(entry.subject()) ? AUDIT : COPIED_AUDIT;
        return document(partition, "audit-%08d".formatted(entry.number()), type)
                .put("subject", entry.subject())
                .put("number", entry.number())
                .put("at", sortable(entry.at()))
                .put("who", entry.who())
                .put("action", entry.action().name())
                .put("before", entry.before())
                .put("after", entry.after())
                .put("comment", entry.comment())
                .put("previous", entry.previous())
                .put("link", entry.link());
    }

    /** Always with its milliseconds: the order of the texts is that of the times. */
    static String sortable(Instant at) {
        return MILLISECONDS.format(at);
    }

    static AuditEntry audit(JsonNode json) {
        return new AuditEntry(
                text(json, "subject"),
                json.path("number").asLong(),
                at(json),
                text(json, "who"),
                AuditEntry.Action.valueOf(text(json, "action")),
                text(json, "before"),
                text(json, "after"),
                text(json, "comment"),
                text(json, "previous"),
                text(json, "link"));
    }

    static ObjectNode of(TestRun run) {
        var json = document(run.persona().value(), "run-" + run.id(), RUN);
        run.passRate().ifPresent(rate -> json.put("passRate", rate));
        return json.put("run", run.id())
                .put("hash", run.hash())
                .put("who", run.who())
                .put("at", run.at().toString())
                .put("passed", run.passed())
                .put("report", run.report());
    }

    static TestRun run(JsonNode json) {
        return new TestRun(
                text(json, "run"),
                new PersonaId(text(json, "personaId")),
                text(json, "hash"),
                text(json, "who"),
                at(json),
                json.path("passed").asBoolean(),
                json.hasNonNull("passRate")
                        ? OptionalDouble.of(json.get("passRate").asDouble())
                        : OptionalDouble.empty(),
                text(json, "report"));
    }

    static ObjectNode of(Catalog catalog) {
        var json = document(AuditEntry.CATALOG, CATALOG, CATALOG);
        catalog.byDefault().ifPresent(id -> json.put("default", id.value()));
        var numbers = json.putObject("numbers");
        catalog.numbers().forEach((number, id) -> numbers.put(number, id.value()));
        var handOffs = json.putObject("handOffs");
        catalog.handOffs()
                .forEach((from, to) -> texts(
                        handOffs,
                        from.value(),
                        to.stream().map(PersonaId::value).toList()));
        var leaving = json.putObject("leaving");
        catalog.leaving().forEach((id, since) -> leaving.put(id.value(), since.toString()));
        json.set("audit", of(catalog.audit()));
        return json;
    }

    static Catalog catalog(JsonNode json) {
        Map<PersonaId, Set<PersonaId>> handOffs = new HashMap<>();
        json.path("handOffs").fields().forEachRemaining(entry -> {
            var to = new HashSet<PersonaId>();
            entry.getValue().forEach(id -> to.add(new PersonaId(id.asText())));
            handOffs.put(new PersonaId(entry.getKey()), to);
        });
        Map<String, PersonaId> numbers = new HashMap<>();
        json.path("numbers")
                .fields()
                .forEachRemaining(entry -> numbers.put(
                        entry.getKey(), new PersonaId(entry.getValue().asText())));
        Map<PersonaId, Instant> leaving = new HashMap<>();
        json.path("leaving")
                .fields()
                .forEachRemaining(entry -> leaving.put(
                        new PersonaId(entry.getKey()),
                        Instant.parse(entry.getValue().asText())));
        return new Catalog(
                optional(json, "default", id -> new PersonaId(id.asText())),
                numbers,
                handOffs,
                leaving,
                end(json.path("audit")),
                text(json, ETAG));
    }

    static ObjectNode document(String partition, String id, String type) {
        return object().put("id", id)
                .put("personaId", partition)
                .put("type", type)
                .put("format", FORMAT);
    }

    private static ObjectNode of(Published published) {
        return object().put("number", published.number())
                .put("hash", published.hash())
                .put("text", published.text())
                .put("by", published.by())
                .put("at", published.at().toString());
    }

    private static Published published(JsonNode json) {
        return new Published(
                json.path("number").asLong(), text(json, "hash"), text(json, "text"), text(json, "by"), at(json));
    }

    private static ObjectNode of(ChainEnd end) {
        return object().put("number", end.number()).put("link", end.link());
    }

    private static ChainEnd end(JsonNode json) {
        return new ChainEnd(json.path("number").asLong(), text(json, "link"));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void texts(ObjectNode json, String name, Collection<String> values) {
        var array = json.putArray(name);
        values.stream().forEach(array::add);
    }

    private static List<String> texts(JsonNode json, String name) {
        var result = new ArrayList<String>();
        json.path(name).forEach(item -> result.add(item.asText()));
        return result;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText("");
    }

    private static Instant at(JsonNode json) {
        return Instant.parse(text(json, "at"));
    }

    private static <T> Optional<T> optional(JsonNode json, String name, Function<JsonNode, T> read) {
        return json.hasNonNull(name) ? Optional.of(read.apply(json.get(name))) : Optional.empty();
    }
}
