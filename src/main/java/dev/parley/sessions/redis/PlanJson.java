package dev.parley.sessions.redis;

import static dev.parley.web.Json.JSON;

import dev.parley.sessions.CallPlan;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Call plans as JSON. */
final class PlanJson {
    private static final int VERSION = 1;

    private PlanJson() {}

    static String write(CallPlan plan) {
        var json = JSON.createObjectBuilder()
                .add(Versioned.VERSION, VERSION)
                .add("callId", plan.callId())
                .add("mediaKey", plan.mediaKey())
                .add("direction", plan.direction().name())
                .add("personaId", plan.personaId())
                .add("personaRevision", plan.personaRevision())
                .add("callerNumber", plan.callerNumber())
                .add("calledNumber", plan.calledNumber())
                .add("context", texts(plan.context()))
                .add("sampleRateHz", plan.sampleRateHz())
                .add("createdAt", plan.createdAt().toString());
        plan.correlationId().ifPresent(id -> json.add("correlationId", id));
        plan.traceParent().ifPresent(trace -> json.add("traceParent", trace));
        return json.build().toString();
    }

    /** @throws dev.parley.sessions.UnreadableSession when it is none of ours */
    static CallPlan read(String json) {
        return Versioned.read(json, "a call plan", VERSION, PlanJson::read);
    }

    private static CallPlan read(JsonObject json) {
        return new CallPlan(
                json.getString("callId"),
                json.getString("mediaKey"),
                CallPlan.Direction.valueOf(json.getString("direction")),
                json.getString("personaId"),
                json.getString("personaRevision"),
                json.getString("callerNumber"),
                json.getString("calledNumber"),
                texts(json.getJsonObject("context")),
                json.getInt("sampleRateHz"),
                Optional.ofNullable(json.getString("correlationId", null)),
                Optional.ofNullable(json.getString("traceParent", null)),
                Instant.parse(json.getString("createdAt")));
    }

    static JsonObjectBuilder texts(Map<String, String> values) {
        var json = JSON.createObjectBuilder();
        values.forEach(json::add);
        return json;
    }

    static Map<String, String> texts(JsonObject json) {
        var values = new HashMap<String, String>();
        json.keySet().forEach(name -> values.put(name, json.getString(name)));
        return values;
    }
}
