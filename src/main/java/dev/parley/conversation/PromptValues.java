package dev.parley.conversation;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a persona's prompt may be filled with for one call. The initiator's context cannot override what we know; but a browser
 * knows better what day and time it is where its user is.
 */
final class PromptValues {
    private PromptValues() {}

    static Map<String, Object> of(Opening opening, Locale language, Clock clock) {
        var now = LocalDateTime.now(clock);
        var values = new HashMap<String, Object>(opening.context());
        values.put("callerNumber", opening.callerNumber());
        values.put("calledNumber", opening.calledNumber());
        values.put("date", opening.context().getOrDefault("localDate", now.format(DateTimeFormatter.ISO_LOCAL_DATE)));
        values.put(
                "time", opening.context().getOrDefault("localTime", now.format(DateTimeFormatter.ofPattern("HH:mm"))));
        values.put("weekday", now.getDayOfWeek().getDisplayName(TextStyle.FULL, language));
        return values;
    }
}
