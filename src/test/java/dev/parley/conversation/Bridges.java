package dev.parley.conversation;

import java.util.List;
import java.util.stream.Stream;

/** What the agent says while a caller waits: it is no answer. */
final class Bridges {
    private static final String CUT = " [cut]";
    private static final List<String> ALL = Stream.concat(
                    RandomPersonas.OPENERS.stream(), Stream.of("Let me look at the book.", "One moment, please."))
            .toList();

    private Bridges() {}

    /** What is left of words of the agent without the bridges before them, whole or cut. */
    static String cutOff(String words) {
        var left = words.strip();
        for (var bridge : ALL) {
            if (left.startsWith(bridge)) {
                return cutOff(left.substring(bridge.length()));
            }
            if (left.endsWith(CUT) && bridge.startsWith(left.substring(0, left.length() - CUT.length()))) {
                return "";
            }
        }
        return CUT.strip().equals(left) ? "" : left;
    }
}
