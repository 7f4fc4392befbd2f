package dev.parley.config;

import dev.parley.config.RealtimeSettings.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code parley.realtime.fallbacks}: entries {@code deployment} of our resource, or {@code deployment@https://other} of
 * another one, whose keys are {@code parley.realtime.fallback-keys}, in the same order.
 */
final class RealtimeFallbacks {
    private static final String LIST = "parley.realtime.fallbacks";
    private static final String KEYS = "parley.realtime.fallback-keys";
    /** Each is a wait of its own while a caller listens to nothing. */
    private static final int MOST = 3;

    private final Keys keys;

    RealtimeFallbacks(Keys keys) {
        this.keys = keys;
    }

    List<Target> read(OpenAiSettings ours) {
        var secrets = new ArrayList<>(keys.list(KEYS));
        var targets = new ArrayList<Target>();
        for (var entry : keys.list(LIST)) {
            var parts = entry.split("@", 2);
            if (parts.length == 1) {
                targets.add(new Target(ours.endpoint(), ours.key(), entry));
            } else if (parts[0].isBlank() || !isRoot(parts[1])) {
                keys.problem(LIST + ": each entry must read deployment or deployment@https://NAME.openai.azure.com");
            } else if (secrets.isEmpty()) {
                keys.problem(KEYS + ": must have one key for each fallback of another resource");
            } else {
                targets.add(new Target(URI.create(parts[1].replaceAll("/+$", "")), secrets.removeFirst(), parts[0]));
            }
        }
        if (!secrets.isEmpty() && keys.problems().stream().noneMatch(problem -> problem.startsWith(LIST))) {
            keys.problem(KEYS + ": must have one key for each fallback of another resource");
        }
        if (targets.size() > MOST) {
            keys.problem(LIST + ": must have at most " + MOST + " entries");
        }
        return targets;
    }

    private static boolean isRoot(String text) {
        try {
            var uri = URI.create(text);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false; // the caller tells of it
        }
    }
}
