package dev.parley.sessions.redis;

import static dev.parley.web.Json.JSON;

import dev.parley.sessions.Ticket;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.stream.Collectors;

/** What tickets stand for, as JSON. */
final class TicketJson {
    private static final int VERSION = 1;

    private TicketJson() {}

    static String write(Ticket ticket) {
        return JSON.createObjectBuilder()
                .add(Versioned.VERSION, VERSION)
                .add("user", ticket.user())
                .add("roles", JSON.createArrayBuilder(ticket.roles()))
                .add("path", ticket.path())
                .build()
                .toString();
    }

    /** @throws dev.parley.sessions.UnreadableSession when it is none of ours */
    static Ticket read(String json) {
        return Versioned.read(json, "a ticket", VERSION, TicketJson::read);
    }

    private static Ticket read(JsonObject json) {
        return new Ticket(
                json.getString("user"),
                json.getJsonArray("roles").getValuesAs(JsonString::getString).stream()
                        .collect(Collectors.toUnmodifiableSet()),
                json.getString("path"));
    }
}
