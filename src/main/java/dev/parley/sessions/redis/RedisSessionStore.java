package dev.parley.sessions.redis;

import dev.parley.config.SessionSettings;
import dev.parley.config.Settings;
import dev.parley.sessions.CallMark;
import dev.parley.sessions.CallPlan;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.SessionStore;
import dev.parley.sessions.Shared;
import dev.parley.sessions.Ticket;
import dev.parley.sessions.UnreadableSession;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/**
 * The session store of several nodes, on Redis 6 or newer. What must be seen or changed together is done by a script, which
 * Redis runs alone. All keys of a call share a hash tag, so that they lie on one shard.
 */
@Shared
@ApplicationScoped
public class RedisSessionStore implements SessionStore {
    /** Each mark once; ARGV: time to live in ms, then names and values. */
    private static final String MARK =
            """
            for i = 2, #ARGV, 2 do redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1]) end
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1""";
    /** KEYS: owner, memory; ARGV: node, time to live in ms. Answers the owner before and the memory, '' where there is none. */
    private static final String TAKE =
            """
            local before = redis.call('GET', KEYS[1])
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return {before or '', redis.call('GET', KEYS[2]) or ''}""";
    /**
     * KEYS: owner, memory, plan; ARGV: node, time to live in ms, snapshot. Compares and sets; of a call that was forgotten nothing
     * is kept.
     */
    private static final String REMEMBER =
            """
            local owner = redis.call('GET', KEYS[1])
            if owner and owner ~= ARGV[1] then return 0 end
            if redis.call('EXISTS', KEYS[3]) == 0 then return 1 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[2])
            return 1""";

    /** KEYS: plan, owner. */
    private static final String NEVER_TAKEN =
            """
            if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('EXISTS', KEYS[2]) == 0 then return 1 end
            return 0""";

    /** GETDEL is there from Redis 6.2 on only. Answers '' where there is none. */
    private static final String TAKE_TICKET =
            """
            local ticket = redis.call('GET', KEYS[1])
            redis.call('DEL', KEYS[1])
            return ticket or ''""";

    /** ARGV: member, most, time to live in ms. By Redis's own clock, so that nodes need not agree on the time. */
    private static final String JOIN =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
            local there = redis.call('ZSCORE', KEYS[1], ARGV[1])
            if not there and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
            redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
            local left = redis.call('PTTL', KEYS[1])
            if left < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
            return 1""";

    /** ARGV: how much more, time to live in ms. */
    private static final String COUNT =
            """
            if ARGV[1] == '0' then return tonumber(redis.call('GET', KEYS[1]) or '0') end
            local now = redis.call('INCRBY', KEYS[1], ARGV[1])
            if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return now""";

    private static final Logger LOG = System.getLogger(RedisSessionStore.class.getName());

    private final Redis redis;
    private final RedisKeys keys;

    RedisSessionStore() {
        this.redis = null;
        this.keys = null;
    }

    @Inject
    public RedisSessionStore(Settings settings) {
        this(settings.sessions());
    }

    RedisSessionStore(SessionSettings settings) {
        redis = new Redis(settings);
        keys = new RedisKeys(settings.prefix());
    }

    @PreDestroy
    void close() {
        redis.close();
    }

    @Override
    public void keep(CallPlan plan, Duration timeToLive) {
        var json = PlanJson.write(plan);
        redis.ask(r -> r.set(keys.plan(plan.callId()), json, expiring(timeToLive)));
        redis.ask(r -> r.set(keys.mediaKey(plan.mediaKey()), plan.callId(), expiring(timeToLive)));
    }

    @Override
    public Optional<CallPlan> planByMediaKey(String mediaKey) {
        return text(keys.mediaKey(mediaKey)).flatMap(this::planByCallId);
    }

    @Override
    public Optional<CallPlan> planByCallId(String callId) {
        return text(keys.plan(callId)).map(PlanJson::read);
    }

    @Override
    public void forget(String callId) {
        try {
            planByCallId(callId).ifPresent(plan -> redis.ask(r -> r.del(keys.mediaKey(plan.mediaKey()))));
        } catch (UnreadableSession e) {
            LOG.log(Level.WARNING, "The media key of call {0} is left to end by itself: {1}", callId, e.getMessage());
        }
        redis.ask(r -> r.del(keys.plan(callId), keys.owner(callId), keys.memory(callId)));
    }

    @Override
    public boolean claim(String name, Duration timeToLive) {
        return redis.ask(r -> r.set(keys.claim(name), "1", expiring(timeToLive).nx())) != null;
    }

    @Override
    public void release(String name) {
        redis.ask(r -> r.del(keys.claim(name)));
    }

    @Override
    public boolean join(String group, String member, int most, Duration timeToLive) {
        var joined = redis.ask(r ->
                r.eval(JOIN, List.of(keys.group(group)), List.of(member, Integer.toString(most), millis(timeToLive))));
        return Long.valueOf(1).equals(joined);
    }

    @Override
    public void leave(String group, String member) {
        redis.ask(r -> r.zrem(keys.group(group), member));
    }

    @Override
    public long count(String name, long more, Duration timeToLive) {
        var count = redis.ask(
                r -> r.eval(COUNT, List.of(keys.count(name)), List.of(Long.toString(more), millis(timeToLive))));
        return (Long) count;
    }

    @Override
    public void keepTicket(String secret, Ticket ticket, Duration timeToLive) {
        var json = TicketJson.write(ticket);
        redis.ask(r -> r.set(keys.ticket(secret), json, expiring(timeToLive)));
    }

    @Override
    public Optional<Ticket> takeTicket(String secret) {
        return unlessEmpty(redis.ask(r -> r.eval(TAKE_TICKET, List.of(keys.ticket(secret)), List.of())))
                .map(TicketJson::read);
    }

    @Override
    public void mark(String callId, Map<CallMark, String> marks, Duration timeToLive) {
        var arguments = new ArrayList<String>();
        arguments.add(millis(timeToLive));
        marks.forEach((mark, value) -> arguments.addAll(List.of(mark.name(), value)));
        redis.ask(r -> r.eval(MARK, List.of(keys.marks(callId)), arguments));
        var connection = marks.get(CallMark.CONNECTION);
        if (connection != null) {
            redis.ask(r -> r.set(keys.connection(connection), callId, expiring(timeToLive)));
        }
    }

    @Override
    public Map<CallMark, String> marks(String callId) {
        var known = redis.ask(r -> r.hgetAll(keys.marks(callId)));
        var marks = new EnumMap<CallMark, String>(CallMark.class);
        for (var mark : CallMark.values()) {
            Optional.ofNullable(known.get(mark.name())).ifPresent(value -> marks.put(mark, value));
        }
        return marks;
    }

    @Override
    public Optional<String> callIdByConnection(String connectionId) {
        return text(keys.connection(connectionId));
    }

    @Override
    public Taken take(String callId, String node, Duration timeToLive) {
        var answer = (List<?>) redis.ask(
                r -> r.eval(TAKE, List.of(keys.owner(callId), keys.memory(callId)), List.of(node, millis(timeToLive))));
        return new Taken(unlessEmpty(answer.get(0)), unlessEmpty(answer.get(1)).map(SnapshotJson::read));
    }

    @Override
    public Optional<String> owner(String callId) {
        return text(keys.owner(callId));
    }

    @Override
    public boolean neverTaken(String callId) {
        var never = redis.ask(r -> r.eval(NEVER_TAKEN, List.of(keys.plan(callId), keys.owner(callId)), List.of()));
        return Long.valueOf(1).equals(never);
    }

    @Override
    public boolean remember(ConversationSnapshot snapshot, String node, Duration timeToLive) {
        var json = SnapshotJson.write(snapshot);
        var kept = redis.ask(r -> r.eval(
                REMEMBER,
                List.of(keys.owner(snapshot.callId()), keys.memory(snapshot.callId()), keys.plan(snapshot.callId())),
                List.of(node, millis(timeToLive), json)));
        return Long.valueOf(1).equals(kept);
    }

    @Override
    public Optional<ConversationSnapshot> memory(String callId) {
        return text(keys.memory(callId)).map(SnapshotJson::read);
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(redis.ask(r -> r.get(key)));
    }

    private static Optional<String> unlessEmpty(Object answer) {
        return Optional.of((String) answer).filter(text -> !text.isEmpty());
    }

    private static SetParams expiring(Duration timeToLive) {
        return SetParams.setParams().px(Math.max(1, timeToLive.toMillis()));
    }

    private static String millis(Duration timeToLive) {
        return Long.toString(Math.max(1, timeToLive.toMillis()));
    }
}
