package dev.parley.emulator.realtime.wire;

import jakarta.json.JsonObject;
import java.util.List;

/** How a generation of the protocol says what the session means. */
public interface Dialect {
    /** As it is, without what the preview alone tells. */
    Dialect GA = new Dialect() {
        @Override
        public JsonObject heard(JsonObject event) {
            return event;
        }

        @Override
        public List<JsonObject> told(JsonObject event) {
            return event.getString("type").equals("conversation.created") ? List.of() : List.of(event);
        }
    };

    /** A client's event, in the words of GA. */
    JsonObject heard(JsonObject event);

    /** An event of the service, in the client's words: none, one or several. */
    List<JsonObject> told(JsonObject event);
}
