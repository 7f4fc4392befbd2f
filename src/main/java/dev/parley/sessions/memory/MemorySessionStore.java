package dev.parley.sessions.memory;

import dev.parley.sessions.CallPlan;
import dev.parley.sessions.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One node's session store. Media keys are kept as SHA-256 hashes, so that a look-up tells nothing by its timing.
 */
@ApplicationScoped
public class MemorySessionStore implements SessionStore {
    private static final int PLANS = 20_000; // twice the most calls of a node
    private static final int CLAIMS = 100_000;

    private final Expiring<CallPlan> byCallId;
    private final Expiring<String> callIdByKeyHash;
    private final Expiring<Boolean> claims;

    public MemorySessionStore() {
        this(System::nanoTime);
    }

    MemorySessionStore(LongSupplier nanoTime) {
        byCallId = new Expiring<>(PLANS, nanoTime);
        callIdByKeyHash = new Expiring<>(PLANS, nanoTime);
        claims = new Expiring<>(CLAIMS, nanoTime);
    }

    @Override
    public void keep(CallPlan plan, Duration timeToLive) {
        byCallId.put(plan.callId(), plan, timeToLive);
        callIdByKeyHash.put(hash(plan.mediaKey()), plan.callId(), timeToLive);
    }

    @Override
    public Optional<CallPlan> planByMediaKey(String mediaKey) {
        return callIdByKeyHash.get(hash(mediaKey)).flatMap(byCallId::get);
    }

    @Override
    public Optional<CallPlan> planByCallId(String callId) {
        return byCallId.get(callId);
    }

    @Override
    public void forget(String callId) {
        byCallId.remove(callId).ifPresent(plan -> callIdByKeyHash.remove(hash(plan.mediaKey())));
    }

    @Override
    public boolean claim(String name, Duration timeToLive) {
        return claims.putIfAbsent(name, true, timeToLive);
    }

    @Override
    public void release(String name) {
        claims.remove(name);
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
