package dev.parley.emulator.realtime.speaking;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.wire.Events;
import jakarta.json.JsonObjectBuilder;

/** What a session has left of its minute. Told, never enforced: what throttles is a fault. Used under the session's lock. */
final class RateLimits {
    private static final long REQUESTS = 1_000;
    private static final long TOKENS = 100_000;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private long minuteFromNanos = System.nanoTime();
    private long requests;
    private long tokens;

    /** The event after a response that cost so much. */
    JsonObjectBuilder after(long costTokens) {
        if (System.nanoTime() - minuteFromNanos > MINUTE_NANOS) {
            minuteFromNanos = System.nanoTime();
            requests = 0;
            tokens = 0;
        }
        requests++;
        tokens += costTokens;
        double left = (MINUTE_NANOS - (System.nanoTime() - minuteFromNanos)) / 1e9;
        return Events.of("rate_limits.updated")
                .add(
                        "rate_limits",
                        JSON.createArrayBuilder()
                                .add(limit("requests", REQUESTS, requests, left))
                                .add(limit("tokens", TOKENS, tokens, left)));
    }

    private static JsonObjectBuilder limit(String name, long limit, long used, double resetSeconds) {
        return JSON.createObjectBuilder()
                .add("name", name)
                .add("limit", limit)
                .add("remaining", Math.max(0, limit - used))
                .add("reset_seconds", Math.max(0, Math.round(resetSeconds * 1000) / 1000.0));
    }
}
