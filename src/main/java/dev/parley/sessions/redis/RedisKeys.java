package dev.parley.sessions.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of entries. Media keys and tickets are there as SHA-256 hashes only, so that a look-up tells nothing by its timing and a list of
 * keys lets nobody in. Braces are Redis's hash tags: what stands in them decides the shard.
 */
record RedisKeys(String prefix) {
    String plan(String callId) {
        return ofCall(callId, "plan");
    }

    String marks(String callId) {
        return ofCall(callId, "marks");
    }

    String owner(String callId) {
        return ofCall(callId, "owner");
    }

    String memory(String callId) {
        return ofCall(callId, "memory");
    }

    String mediaKey(String key) {
        return prefix + ":key:" + hash(key);
    }

    String connection(String connectionId) {
        return prefix + ":connection:" + hash(connectionId);
    }

    String claim(String name) {
        return prefix + ":claim:" + hash(name);
    }

    String group(String name) {
        return prefix + ":group:" + hash(name);
    }

    String count(String name) {
        return prefix + ":count:" + hash(name);
    }

    String ticket(String secret) {
        return prefix + ":ticket:" + hash(secret);
    }

    private String ofCall(String callId, String what) {
        return prefix + ":{" + callId + "}:" + what;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
