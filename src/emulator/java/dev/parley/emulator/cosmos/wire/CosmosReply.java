package dev.parley.emulator.cosmos.wire;

import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param json empty for no body
 * @param cutShort whether the connection breaks in the middle of the body
 */
public record CosmosReply(int status, Map<String, String> headers, String json, boolean cutShort) {
    public CosmosReply {
        headers = Map.copyOf(headers);
    }

    public static CosmosReply of(int status, JsonValue body) {
        return of(status, body.toString());
    }

    public static CosmosReply of(int status, String json) {
        return new CosmosReply(status, Map.of(), json, false);
    }

    public static CosmosReply empty(int status) {
        return of(status, "");
    }

    public CosmosReply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new CosmosReply(status, more, json, cutShort);
    }

    /** Request units, as the service bills them. */
    public CosmosReply charged(double units) {
        return with("x-ms-request-charge", Double.toString(Math.round(units * 100) / 100.0));
    }

    public CosmosReply broken() {
        return new CosmosReply(status, headers, json, true);
    }
}
