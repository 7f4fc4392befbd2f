/**
 * {@link dev.parley.sessions.SessionStore} on Redis, for several nodes: {@code parley.sessions.redis.url} turns it on.
 *
 * <p>The only place that knows Redis's client. Values are JSON that names its version; every key has our prefix and a time
 * to live. Blocks its caller's thread, within timeouts. Nothing of what is kept is logged. Imports sessions and config.
 * Facts: ARCHITECTURE §8, Redis commands reference.
 */
package dev.parley.sessions.redis;
