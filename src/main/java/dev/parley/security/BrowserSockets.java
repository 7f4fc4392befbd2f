package dev.parley.security;

import java.util.regex.Pattern;

/** Paths of the sockets that browsers open. A browser sends no header of its own with them, hence tickets. */
public final class BrowserSockets {
    private static final Pattern PATHS =
            Pattern.compile("(/api/voice|/voice|/api/v1/realtime|/openai/v1/realtime)(/[A-Za-z0-9._~-]{1,128}){0,3}");

    private BrowserSockets() {}

    /** @param path from the root, without query and without a slash at its end */
    public static boolean has(String path) {
        return PATHS.matcher(path).matches();
    }
}
