package dev.parley.call.http;

import dev.parley.call.PhoneNumber;
import dev.parley.web.BoundedBody;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of initiate, checked: all wrong fields are named at once. */
record InitiateRequest(PhoneNumber target, Map<String, String> context) {
    private static final int MOST_VALUES = 32;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 1024;

    /** Shape of the body, for the API's description. */
    @Schema(name = "InitiateCall")
    record Body(
            @Schema(
                            name = "target_number",
                            required = true,
                            pattern = "^\\+[1-9]\\d{1,14}$",
                            examples = "+15551234567",
                            description = "whom to call, E.164")
                    String target_number,
            @Schema(name = "caller_id", description = "accepted for earlier clients; the server's own number is shown")
                    String caller_id,
            @Schema(description = "values for the persona's prompt; persona names who speaks")
                    Map<String, String> context) {}

    static InitiateRequest of(byte[] body) {
        if (!(BoundedBody.json(body) instanceof JsonObject json)) {
            throw new RequestRefused(Problem.of(400, "Not JSON", "The body must be a JSON object."));
        }
        var errors = new ArrayList<String>();
        var target = json.get("target_number") instanceof JsonString text ? text.getString() : "";
        if (!PhoneNumber.wellFormed(target)) {
            errors.add("target_number: must be E.164, such as +15551234567");
        }
        var context = context(json.get("context"), errors);
        if (!errors.isEmpty()) {
            throw new RequestRefused(new Problem(422, "Not valid", "See errors.", errors));
        }
        return new InitiateRequest(new PhoneNumber(target), context);
    }

    /** Unknown names are welcome; nested values are kept as their JSON. */
    private static Map<String, String> context(JsonValue given, List<String> errors) {
        if (given == null || given.getValueType() == JsonValue.ValueType.NULL) {
            return Map.of();
        }
        if (!(given instanceof JsonObject values)) {
            errors.add("context: must be an object");
            return Map.of();
        }
        if (values.size() > MOST_VALUES) {
            errors.add("context: at most " + MOST_VALUES + " values");
            return Map.of();
        }
        var context = new HashMap<String, String>();
        values.forEach((name, value) -> {
            var text = value instanceof JsonString string ? string.getString() : value.toString();
            if (name.length() > LONGEST_NAME || text.length() > LONGEST_VALUE) {
                errors.add("context: names have at most " + LONGEST_NAME + ", values " + LONGEST_VALUE + " characters");
            } else if (value.getValueType() != JsonValue.ValueType.NULL) {
                context.put(name, text);
            }
        });
        return context;
    }
}
