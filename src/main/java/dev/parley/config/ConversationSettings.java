package dev.parley.config;

import java.time.Duration;

/**
 * Limits of conversations on this node; a persona may be stricter, never laxer.
 *
 * @param live {@code parley.conversation.live}: at once, 1 to 10000
 * @param longestCall {@code parley.conversation.longest-call-s}
 * @param lead {@code parley.conversation.lead-ms}: audio sent ahead of play-out, 40 to 400 ms
 * @param takeover {@code parley.conversation.takeover-ms}: how long a call waits for ACS to reconnect its media socket
 */
public record ConversationSettings(int live, Duration longestCall, Duration lead, Duration takeover) {
    /** 15 min: ringing, and the reconnects of the last minute. */
    private static final Duration SLACK = Duration.ofMinutes(15);

    /** How long what is kept of a call lives: longer than the call. */
    public Duration outlives() {
        return longestCall.plus(SLACK);
    }
}
