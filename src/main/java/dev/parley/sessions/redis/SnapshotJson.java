package dev.parley.sessions.redis;

import static dev.parley.web.Json.JSON;

import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.ConversationSnapshot.Said;
import dev.parley.sessions.ConversationSnapshot.Step;
import dev.parley.sessions.ConversationSnapshot.ToolUse;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Conversation snapshots as JSON. */
final class SnapshotJson {
    private static final int VERSION = 1;

    private SnapshotJson() {}

    static String write(ConversationSnapshot snapshot) {
        var json = JSON.createObjectBuilder()
                .add(Versioned.VERSION, VERSION)
                .add("callId", snapshot.callId())
                .add("personaId", snapshot.personaId())
                .add("personaRevision", snapshot.personaRevision())
                .add("turns", snapshot.turns())
                .add("lastedMs", snapshot.lasted().toMillis())
                .add("said", array(snapshot.said(), SnapshotJson::said))
                .add("unheard", snapshot.unheard())
                .add("variables", PlanJson.texts(snapshot.variables()));
        snapshot.traceParent().ifPresent(span -> json.add("traceParent", span));
        return json.build().toString();
    }

    /** @throws dev.parley.sessions.UnreadableSession when it is none of ours */
    static ConversationSnapshot read(String json) {
        return Versioned.read(json, "a conversation's memory", VERSION, SnapshotJson::read);
    }

    private static ConversationSnapshot read(JsonObject json) {
        return new ConversationSnapshot(
                json.getString("callId"),
                json.getString("personaId"),
                json.getString("personaRevision"),
                json.getInt("turns"),
                Duration.ofMillis(json.getJsonNumber("lastedMs").longValueExact()),
                list(json.getJsonArray("said"), SnapshotJson::said),
                json.getString("unheard"),
                PlanJson.texts(json.getJsonObject("variables")),
                Optional.ofNullable(json.getString("traceParent", null))); // versions before links kept none
    }

    private static JsonObjectBuilder said(Said said) {
        return switch (said) {
            case Said.Caller caller ->
                JSON.createObjectBuilder()
                        .add("caller", JSON.createArrayBuilder(caller.utterances()))
                        .add("offsetMs", caller.offsetMs());
            case Said.Agent agent -> {
                var json = JSON.createObjectBuilder()
                        .add("agent", array(agent.steps(), SnapshotJson::step))
                        .add("cut", agent.cut())
                        .add("offsetMs", agent.offsetMs());
                agent.persona().ifPresent(persona -> json.add("persona", persona));
                yield json;
            }
        };
    }

    private static Said said(JsonValue value) {
        var json = value.asJsonObject();
        long offsetMs = json.getJsonNumber("offsetMs").longValueExact();
        return json.containsKey("caller")
                ? new Said.Caller(list(json.getJsonArray("caller"), text -> ((JsonString) text).getString()), offsetMs)
                : new Said.Agent(
                        list(json.getJsonArray("agent"), SnapshotJson::step),
                        json.getBoolean("cut"),
                        offsetMs,
                        Optional.ofNullable(json.getString("persona", null))); // versions before hand-offs kept none
    }

    private static JsonObjectBuilder step(Step step) {
        return JSON.createObjectBuilder()
                .add("heard", step.heard())
                .add("tools", array(step.tools(), SnapshotJson::tool));
    }

    private static Step step(JsonValue value) {
        var json = value.asJsonObject();
        return new Step(json.getString("heard"), list(json.getJsonArray("tools"), SnapshotJson::tool));
    }

    private static JsonObjectBuilder tool(ToolUse tool) {
        return JSON.createObjectBuilder()
                .add("id", tool.id())
                .add("name", tool.name())
                .add("arguments", tool.arguments())
                .add("answer", tool.answer());
    }

    private static ToolUse tool(JsonValue value) {
        var json = value.asJsonObject();
        return new ToolUse(
                json.getString("id"), json.getString("name"), json.getString("arguments"), json.getString("answer"));
    }

    private static <T> JsonArrayBuilder array(List<T> values, Function<T, JsonObjectBuilder> as) {
        var array = JSON.createArrayBuilder();
        values.forEach(value -> array.add(as.apply(value)));
        return array;
    }

    private static <T> List<T> list(JsonArray array, Function<JsonValue, T> as) {
        return array.stream().map(as).toList();
    }
}
