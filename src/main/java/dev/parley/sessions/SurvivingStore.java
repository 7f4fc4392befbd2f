package dev.parley.sessions;

import dev.parley.config.SessionSettings;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The store that everybody uses: the shared one where there is one, with a copy in this node's memory that serves while the
 * shared one is gone. Then this node takes calls alone, and hands what it kept over once the other is back. Never throws
 * {@link SessionStoreUnavailable}. Thread-safe; waits as long as the shared one does, and while that is gone only once a
 * second.
 */
@ApplicationScoped
public class SurvivingStore implements SessionStore {
    private static final Logger LOG = System.getLogger(SurvivingStore.class.getName());
    /** 1 s between attempts, so that calls do not wait for a store that is gone. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final SessionStore local;
    private final Optional<SessionStore> shared;
    /** How long the local copy of another node's plan lives. */
    private final Duration copied;

    private final LongSupplier nanoTime;
    private final MissedNews missed = new MissedNews();
    /** Why, while it is. */
    private Optional<String> gone = Optional.empty();

    private long nextAttempt;

    SurvivingStore() {
        this(null, Optional.empty(), Duration.ZERO, () -> 0);
    }

    @Inject
    public SurvivingStore(@Alone SessionStore local, @Shared Instance<SessionStore> shared, Settings settings) {
        this(
                local,
                Optional.of(settings.sessions()).flatMap(SessionSettings::redis).map(url -> shared.get()),
                settings.conversation().outlives(),
                System::nanoTime);
    }

    SurvivingStore(SessionStore local, Optional<SessionStore> shared, Duration copied, LongSupplier nanoTime) {
        this.copied = copied;
        this.local = local;
        this.shared = shared;
        this.nanoTime = nanoTime;
    }

    /** Why this node is on its own, in plain words, after asking the shared store; empty while it is not. */
    public Optional<String> degraded() {
        withShared(store -> store.owner("nobody"));
        synchronized (this) {
            return gone.map(why -> why + "; calls go on, but only this node knows them");
        }
    }

    @Override
    public void keep(CallPlan plan, Duration timeToLive) {
        local.keep(plan, timeToLive);
        shareKept(plan, timeToLive);
    }

    private void shareKept(CallPlan plan, Duration timeToLive) {
        if (missedBy(store -> store.keep(plan, timeToLive))) {
            missed.kept(plan, timeToLive, nanoTime.getAsLong());
        }
    }

    @Override
    public Optional<CallPlan> planByMediaKey(String mediaKey) {
        var plan = withShared(store -> store.planByMediaKey(mediaKey)).flatMap(Function.identity());
        plan.ifPresent(found -> local.keep(found, copied)); // its socket may have to come back while the store is gone
        return plan.or(() -> local.planByMediaKey(mediaKey));
    }

    @Override
    public Optional<CallPlan> planByCallId(String callId) {
        return withShared(store -> store.planByCallId(callId))
                .flatMap(Function.identity())
                .or(() -> local.planByCallId(callId));
    }

    @Override
    public void forget(String callId) {
        local.forget(callId);
        missed.dropPlan(callId);
        shareForgotten(callId, copied);
    }

    private void shareForgotten(String callId, Duration timeToLive) {
        if (missedBy(store -> store.forget(callId))) {
            missed.forgotten(callId, timeToLive, nanoTime.getAsLong());
        }
    }

    /** Both must grant it: what this node claimed alone is claimed. */
    @Override
    public boolean claim(String name, Duration timeToLive) {
        return local.claim(name, timeToLive)
                && withShared(store -> store.claim(name, timeToLive)).orElse(true);
    }

    @Override
    public void release(String name) {
        local.release(name);
        tell(store -> store.release(name));
    }

    /** Both must have room: while the shared store is gone this node knows at least its own members. */
    @Override
    public boolean join(String group, String member, int most, Duration timeToLive) {
        if (!local.join(group, member, most, timeToLive)) {
            return false;
        }
        boolean room =
                withShared(store -> store.join(group, member, most, timeToLive)).orElse(true);
        if (!room) {
            local.leave(group, member);
        }
        return room;
    }

    @Override
    public void leave(String group, String member) {
        local.leave(group, member);
        tell(store -> store.leave(group, member));
    }

    /** What this node counted while the shared store was gone counts at least here. */
    @Override
    public long count(String name, long more, Duration timeToLive) {
        long here = local.count(name, more, timeToLive);
        return Math.max(
                here, withShared(store -> store.count(name, more, timeToLive)).orElse(here));
    }

    /** In one place only, since it counts once: here, while the shared store is gone. */
    @Override
    public void keepTicket(String secret, Ticket ticket, Duration timeToLive) {
        if (!tell(store -> store.keepTicket(secret, ticket, timeToLive))) {
            local.keepTicket(secret, ticket, timeToLive);
        }
    }

    /** The shared one is asked in any case: it may have kept a ticket without being able to say so. */
    @Override
    public Optional<Ticket> takeTicket(String secret) {
        var here = local.takeTicket(secret);
        var there = withShared(store -> store.takeTicket(secret)).flatMap(Function.identity());
        return here.or(() -> there);
    }

    @Override
    public void mark(String callId, Map<CallMark, String> marks, Duration timeToLive) {
        local.mark(callId, marks, timeToLive);
        shareMarked(callId, marks, timeToLive);
    }

    private void shareMarked(String callId, Map<CallMark, String> marks, Duration timeToLive) {
        if (missedBy(store -> store.mark(callId, marks, timeToLive))) {
            missed.marked(callId, timeToLive, nanoTime.getAsLong());
        }
    }

    @Override
    public Map<CallMark, String> marks(String callId) {
        var all = new EnumMap<CallMark, String>(CallMark.class);
        all.putAll(local.marks(callId));
        withShared(store -> store.marks(callId)).ifPresent(all::putAll);
        return all;
    }

    @Override
    public Optional<String> callIdByConnection(String connectionId) {
        return withShared(store -> store.callIdByConnection(connectionId))
                .flatMap(Function.identity())
                .or(() -> local.callIdByConnection(connectionId));
    }

    @Override
    public Taken take(String callId, String node, Duration timeToLive) {
        var here = local.take(callId, node, timeToLive);
        return withShared(store -> store.take(callId, node, timeToLive))
                .map(there -> new Taken(
                        there.before().or(here::before), there.memory().or(here::memory)))
                .orElse(here);
    }

    @Override
    public Optional<String> owner(String callId) {
        return withShared(store -> store.owner(callId)).orElseGet(() -> local.owner(callId));
    }

    /** While the shared store is gone this is known of plans that it has not got: they lead nobody to another node. */
    @Override
    public boolean neverTaken(String callId) {
        return withShared(store -> store.neverTaken(callId))
                .orElseGet(() -> (shared.isEmpty() || missed.hasPlan(callId)) && local.neverTaken(callId));
    }

    @Override
    public boolean remember(ConversationSnapshot snapshot, String node, Duration timeToLive) {
        local.remember(snapshot, node, timeToLive);
        return withShared(store -> store.remember(snapshot, node, timeToLive)).orElse(true);
    }

    @Override
    public Optional<ConversationSnapshot> memory(String callId) {
        return withShared(store -> store.memory(callId))
                .flatMap(Function.identity())
                .or(() -> local.memory(callId));
    }

    /** Whether there is a shared store that could not be told. */
    private boolean missedBy(Consumer<SessionStore> what) {
        return shared.isPresent() && !tell(what);
    }

    private boolean tell(Consumer<SessionStore> what) {
        return withShared(store -> {
                    what.accept(store);
                    return true;
                })
                .isPresent();
    }

    /** What the shared store answers; empty where there is none, or while it is gone. */
    private <T> Optional<T> withShared(Function<SessionStore, T> what) {
        if (shared.isEmpty() || pausing()) {
            return Optional.empty();
        }
        try {
            var answer = Optional.of(what.apply(shared.get()));
            back();
            return answer;
        } catch (SessionStoreUnavailable e) {
            lost(e);
            return Optional.empty();
        }
    }

    /** While it is gone one caller a second tries again, the others do without it at once. */
    private synchronized boolean pausing() {
        if (gone.isEmpty()) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (now - nextAttempt < 0) {
            return true;
        }
        nextAttempt = now + PAUSE_NANOS;
        return false;
    }

    private synchronized void lost(SessionStoreUnavailable why) {
        nextAttempt = nanoTime.getAsLong() + PAUSE_NANOS;
        boolean already = gone.isPresent();
        gone = Optional.of(why.getMessage());
        if (!already) {
            LOG.log(Level.WARNING, "The shared session store is gone, this node goes on alone", why);
        }
    }

    private void back() {
        synchronized (this) {
            if (gone.isEmpty()) {
                return;
            }
            gone = Optional.empty();
        }
        LOG.log(Level.INFO, "The shared session store is back");
        missed.handOver(nanoTime.getAsLong(), new MissedNews.Listener() {
            @Override
            public void kept(CallPlan plan, Duration timeToLive) {
                if (local.planByCallId(plan.callId()).isPresent()) { // it may end while others are told
                    shareKept(plan, timeToLive);
                }
            }

            @Override
            public void marked(String callId, Duration timeToLive) {
                shareMarked(callId, local.marks(callId), timeToLive);
            }

            @Override
            public void forgotten(String callId, Duration timeToLive) {
                shareForgotten(callId, timeToLive);
            }
        });
    }
}
