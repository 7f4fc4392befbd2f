package dev.parley.conversation.otel;

import java.util.Map;
import java.util.TreeMap;

/** A log message that machines read as well as people: {@code event="cut" call="…" trace="…" reason="barge-in" turn=3}. */
final class LogEvent {
    private LogEvent() {}

    static String of(String event, String callId, String traceId, Map<String, ?> facts) {
        var message = new StringBuilder();
        member(message, "event", event);
        member(message, "call", callId);
        member(message, "trace", traceId);
        new TreeMap<>(facts).forEach((name, value) -> member(message, name, value));
        return message.toString();
    }

    private static void member(StringBuilder message, String name, Object value) {
        message.append(message.isEmpty() ? "" : " ").append(name).append('=');
        if (value instanceof Number || value instanceof Boolean) {
            message.append(value);
        } else {
            message.append('"')
                    .append(value.toString().replace('"', '\'').replace('\n', ' '))
                    .append('"');
        }
    }
}
