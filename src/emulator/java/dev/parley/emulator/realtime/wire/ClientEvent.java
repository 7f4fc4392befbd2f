package dev.parley.emulator.realtime.wire;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;

/**
 * An event of a client, not yet looked into.
 *
 * @param id by which an error names it
 */
public record ClientEvent(Optional<String> id, JsonObject json) {
    /** Kept, because {@code Json} looks for its provider anew each time. */
    private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());

    private static final int LONGEST_ID = 512;

    /** @throws BadEvent for text that is no JSON object */
    public static ClientEvent parse(String text) {
        try (var reader = READERS.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new ClientEvent(
                    json.get("event_id") instanceof JsonString id ? Optional.of(id.getString()) : Optional.empty(),
                    json);
        } catch (JsonException | IllegalStateException | ClassCastException e) {
            throw BadEvent.of("invalid_json", "The event is not a JSON object.");
        }
    }

    /** Its type, the first thing that is checked. */
    public String type() {
        Members members = members();
        if (members.text("event_id")
                .filter(given -> given.length() > LONGEST_ID)
                .isPresent()) {
            throw BadEvent.at("event_id", "string_above_max_length", "Invalid 'event_id': string too long.");
        }
        return members.needText("type");
    }

    public Members members() {
        return Members.of(json, "");
    }

    /** Its members, of which none may be others than these, its type and its id. */
    public Members only(String... known) {
        String[] all = java.util.Arrays.copyOf(known, known.length + 2);
        all[known.length] = "type";
        all[known.length + 1] = "event_id";
        return members().only(all);
    }
}
