package dev.parley.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Tokens for browsers that talk to the model themselves.
 *
 * @param preview {@code parley.realtime.token-api}: {@code ga} or {@code preview}, generation of the service's protocol
 * @param region {@code parley.realtime.token-region}: the preview's WebRTC address is that of this region; empty: of the
 *     resource
 * @param life {@code parley.realtime.token-life-s}: how long a token can begin a session; the preview decides by itself
 * @param perUser {@code parley.realtime.tokens-per-user}: a minute, for one user or the guests of one address
 * @param perNode {@code parley.realtime.tokens-per-node}: a minute, for all together
 */
public record TokenSettings(boolean preview, Optional<String> region, Duration life, int perUser, int perNode) {}
