package dev.parley.agents.prompty;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells messages apart by their role markers, lines such as {@code user:}. A marker counts only where the author wrote it:
 * each is tagged with a secret before the template is rendered, and after rendering only tagged ones are looked for. So a
 * caller who says "system" and a number or name that holds a line {@code system:} stay text (prompty §6, injection).
 * Immutable.
 */
final class RoleMarkers {
    /** Takes what it can and gives nothing back: else a long line of spaces would take minutes. */
    private static final Pattern MARKER = Pattern.compile(
            "^[ \\t]*+(?:#[ \\t]*+)?+(system|user|assistant|developer)[ \\t]*+(?:\\[([^\\]\\n]*+)])?+[ \\t]*+:[ \\t]*+$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\\s]+))");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;

    private final String tagged;
    private final Pattern tags;
    private final List<RoleMessage> markers;

    /** @param literal a body as its author wrote it, not yet rendered */
    RoleMarkers(String literal) {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        var found = new ArrayList<RoleMessage>();
        this.tagged = MARKER.matcher(literal).replaceAll(marker -> {
            found.add(new RoleMessage(marker.group(1).toLowerCase(Locale.ROOT), attributes(marker.group(2)), ""));
            return "role-" + secret + "-" + (found.size() - 1) + "-end";
        });
        this.tags = Pattern.compile("role-" + secret + "-(\\d+)-end");
        this.markers = List.copyOf(found);
    }

    /** The body with tagged markers: render this. */
    String tagged() {
        return tagged;
    }

    /** The messages of a rendered body. What stands before the first marker is a system message, if it is anything. */
    List<RoleMessage> split(String rendered) {
        var result = new ArrayList<RoleMessage>();
        var system = new RoleMessage("system", Map.of(), "");
        var current = system;
        int from = 0;
        var tag = tags.matcher(rendered);
        while (tag.find()) {
            add(result, current, rendered.substring(from, tag.start()), current == system);
            current = markers.get(Integer.parseInt(tag.group(1)));
            from = tag.end();
        }
        add(result, current, rendered.substring(from), false);
        return result;
    }

    private static void add(List<RoleMessage> messages, RoleMessage marker, String text, boolean onlyWithText) {
        if (!onlyWithText || !text.isBlank()) {
            messages.add(new RoleMessage(marker.role(), marker.attributes(), withoutOuterLineEnds(text)));
        }
    }

    private static String withoutOuterLineEnds(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '\n') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '\n') {
            to--;
        }
        return text.substring(from, to);
    }

    private static Map<String, Object> attributes(String text) {
        var result = new LinkedHashMap<String, Object>();
        if (text != null) {
            ATTRIBUTE.matcher(text).results().forEach(found -> {
                var quoted = found.group(2) != null ? found.group(2) : found.group(3);
                result.put(found.group(1), quoted != null ? quoted : coerced(found.group(4)));
            });
        }
        return result;
    }

    private static Object coerced(String bare) {
        return bare.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(bare) : bare;
    }
}
