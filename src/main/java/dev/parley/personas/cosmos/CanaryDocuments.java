package dev.parley.personas.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.agents.PersonaId;
import dev.parley.personas.CanaryRun;
import dev.parley.personas.NodeTally;
import dev.parley.personas.ReplyCounts;
import dev.parley.personas.Tally;
import java.time.Instant;
import java.util.ArrayList;

/** What nodes counted of canaries, as documents and back. */
final class CanaryDocuments {
    static final String CALLS = "calls";

    private CanaryDocuments() {}

    static String id(NodeTally tally) {
        return "calls-" + tally.canary().since().toEpochMilli() + "-" + tally.node();
    }

    static ObjectNode of(NodeTally tally) {
        var canary = tally.canary();
        var json = Documents.document(canary.persona().value(), id(tally), CALLS)
                .put("revision", canary.revision())
                .put("since", canary.since().toString())
                .put("node", tally.node());
        json.set("tried", of(tally.tried()));
        json.set("published", of(tally.published()));
        return json;
    }

    static NodeTally tally(JsonNode json) {
        return new NodeTally(
                new CanaryRun(
                        new PersonaId(json.path("personaId").asText()),
                        json.path("revision").asText(),
                        Instant.parse(json.path("since").asText())),
                json.path("node").asText(),
                side(json.path("tried")),
                side(json.path("published")));
    }

    private static ObjectNode of(Tally tally) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("calls", tally.calls())
                .put("contained", tally.contained())
                .put("turns", tally.turns())
                .put("cuts", tally.cuts())
                .put("errors", tally.errors());
        var replies = json.putArray("replies");
        tally.replies().counts().forEach(replies::add);
        return json;
    }

    private static Tally side(JsonNode json) {
        var replies = new ArrayList<Long>();
        json.path("replies").forEach(count -> replies.add(count.asLong()));
        return new Tally(
                json.path("calls").asLong(),
                json.path("contained").asLong(),
                json.path("turns").asLong(),
                json.path("cuts").asLong(),
                json.path("errors").asLong(),
                new ReplyCounts(replies));
    }
}
