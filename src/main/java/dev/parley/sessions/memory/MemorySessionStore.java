package dev.parley.sessions.memory;

import dev.parley.sessions.Alone;
import dev.parley.sessions.CallMark;
import dev.parley.sessions.CallPlan;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.SessionStore;
import dev.parley.sessions.Ticket;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * One node's session store. Media keys and tickets are kept as SHA-256 hashes, so that a look-up tells nothing by its timing.
 */
@Alone
@ApplicationScoped
public class MemorySessionStore implements SessionStore, KeptSessionsMXBean {
    private static final Logger LOG = System.getLogger(MemorySessionStore.class.getName());
    private static final int PLANS = 20_000; // twice the most calls of a node
    private static final int CLAIMS = 100_000;
    private static final int GROUPS = 20_000;
    private static final int COUNTS = 100_000;
    private static final int TICKETS = 20_000;

    private final Expiring<CallPlan> byCallId;
    private final Expiring<String> callIdByKeyHash;
    private final Expiring<Boolean> claims;
    private final Groups groups;
    private final Expiring<Long> counts;
    private final Expiring<Ticket> ticketByHash;
    private final Expiring<Map<CallMark, String>> marks;
    private final Expiring<String> callIdByConnection;
    private final Expiring<String> owners;
    private final Expiring<ConversationSnapshot> memories;
    private volatile boolean shown;

    public MemorySessionStore() {
        this(System::nanoTime);
    }

    /** @param nanoTime a clock that only runs forward */
    public MemorySessionStore(LongSupplier nanoTime) {
        byCallId = new Expiring<>(PLANS, nanoTime);
        callIdByKeyHash = new Expiring<>(PLANS, nanoTime);
        claims = new Expiring<>(CLAIMS, nanoTime);
        groups = new Groups(GROUPS, nanoTime);
        counts = new Expiring<>(COUNTS, nanoTime);
        ticketByHash = new Expiring<>(TICKETS, nanoTime);
        marks = new Expiring<>(PLANS, nanoTime);
        callIdByConnection = new Expiring<>(PLANS, nanoTime);
        owners = new Expiring<>(PLANS, nanoTime);
        memories = new Expiring<>(PLANS, nanoTime);
    }

    @PostConstruct
    void show() {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            if (!server.isRegistered(new ObjectName(NAME))) {
                server.registerMBean(this, new ObjectName(NAME));
                shown = true;
            }
        } catch (JMException notShown) {
            LOG.log(Level.WARNING, "the sessions cannot be read by JMX", notShown);
        }
    }

    @PreDestroy
    void hide() {
        if (!shown) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException gone) {
            LOG.log(Level.DEBUG, "the sessions were not shown by JMX", gone);
        }
    }

    @Override
    public int getPlans() {
        return byCallId.size();
    }

    @Override
    public int getMemories() {
        return memories.size();
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
    public synchronized void forget(String callId) {
        byCallId.remove(callId).ifPresent(plan -> callIdByKeyHash.remove(hash(plan.mediaKey())));
        owners.remove(callId);
        memories.remove(callId);
    }

    @Override
    public boolean claim(String name, Duration timeToLive) {
        return claims.putIfAbsent(name, true, timeToLive);
    }

    @Override
    public void release(String name) {
        claims.remove(name);
    }

    @Override
    public boolean join(String group, String member, int most, Duration timeToLive) {
        return groups.join(group, member, most, timeToLive);
    }

    @Override
    public void leave(String group, String member) {
        groups.leave(group, member);
    }

    @Override
    public long count(String name, long more, Duration timeToLive) {
        return more == 0 ? counts.get(name).orElse(0L) : counts.merge(name, more, timeToLive, Long::sum);
    }

    @Override
    public void keepTicket(String secret, Ticket ticket, Duration timeToLive) {
        ticketByHash.put(hash(secret), ticket, timeToLive);
    }

    @Override
    public Optional<Ticket> takeTicket(String secret) {
        return ticketByHash.take(hash(secret));
    }

    @Override
    public synchronized void mark(String callId, Map<CallMark, String> news, Duration timeToLive) {
        var all = new EnumMap<CallMark, String>(CallMark.class);
        all.putAll(news);
        all.putAll(marks(callId));
        marks.put(callId, Map.copyOf(all), timeToLive);
        var connection = all.get(CallMark.CONNECTION);
        if (connection != null) {
            callIdByConnection.put(connection, callId, timeToLive);
        }
    }

    @Override
    public Map<CallMark, String> marks(String callId) {
        return marks.get(callId).orElse(Map.of());
    }

    @Override
    public Optional<String> callIdByConnection(String connectionId) {
        return callIdByConnection.get(connectionId);
    }

    @Override
    public synchronized Taken take(String callId, String node, Duration timeToLive) {
        var before = owners.get(callId);
        owners.put(callId, node, timeToLive);
        return new Taken(before, memories.get(callId));
    }

    @Override
    public Optional<String> owner(String callId) {
        return owners.get(callId);
    }

    @Override
    public synchronized boolean neverTaken(String callId) {
        return byCallId.get(callId).isPresent() && owners.get(callId).isEmpty();
    }

    @Override
    public synchronized boolean remember(ConversationSnapshot snapshot, String node, Duration timeToLive) {
        if (!owners.get(snapshot.callId()).orElse(node).equals(node)) {
            return false;
        }
        if (byCallId.get(snapshot.callId()).isEmpty()) {
            return true;
        }
        owners.put(snapshot.callId(), node, timeToLive);
        memories.put(snapshot.callId(), snapshot, timeToLive);
        return true;
    }

    @Override
    public Optional<ConversationSnapshot> memory(String callId) {
        return memories.get(callId);
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
