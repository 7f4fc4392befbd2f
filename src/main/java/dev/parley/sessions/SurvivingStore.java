package dev.parley.sessions;

import dev.parley.config.SessionSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The store that everybody uses: the shared one where there is one, with a copy in this node's memory that serves while the
 * shared one is gone. Then this node takes calls alone, and hands what it kept over once the other is back. Never throws
 * {@link SessionStoreUnavailable}. Thread-safe; waits as long as the shared one does, and while that is gone only once a
 * second. Nobody waits for what is handed over.
 */
@ApplicationScoped
public class SurvivingStore implements SessionStore {
    private static final Logger LOG = System.getLogger(SurvivingStore.class.getName());
    /** 1 s between attempts, so that calls do not wait for a store that is gone. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    /** 10 s: every node looks after its calls twice, finds the shared store back and tells what it took alone. */
    private static final long OTHERS_TELL_NANOS = Duration.ofSeconds(10).toNanos();

    private final SessionStore local;
    private final Optional<SessionStore> shared;
    /** How long the local copy of another node's plan lives. */
    private final Duration copied;

    private final LongSupplier nanoTime;
    private final Supplier<Executor> handsOver;
    private final Lock handingOver = new ReentrantLock();
    private final MissedNews missed = new MissedNews();
    /** Why, while it is. */
    private Optional<String> gone = Optional.empty();

    /** Since when it is there again; empty before it was ever gone. */
    private Optional<Long> backSince = Optional.empty();

    private long nextAttempt;

    SurvivingStore() {
        this(null, Optional.empty(), Duration.ZERO, () -> 0, () -> null);
    }

    @Inject
    public SurvivingStore(
            @Alone SessionStore local, @Shared Instance<SessionStore> shared, Settings settings, Threads threads) {
        this(
                local,
                Optional.of(settings.sessions()).flatMap(SessionSettings::redis).map(url -> shared.get()),
                settings.conversation().outlives(),
                System::nanoTime,
                threads::lasting);
    }

    SurvivingStore(
            SessionStore local,
            Optional<SessionStore> shared,
            Duration copied,
            LongSupplier nanoTime,
            Supplier<Executor> handsOver) {
        this.copied = copied;
        this.local = local;
        this.shared = shared;
        this.nanoTime = nanoTime;
        this.handsOver = handsOver;
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
        share(store -> store.keep(plan, timeToLive), now -> missed.kept(plan, timeToLive, now));
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
        missed.dropPlanAndTake(callId);
        shareForgotten(callId);
    }

    private void shareForgotten(String callId) {
        share(store -> store.forget(callId), now -> missed.forgotten(callId, copied, now));
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
        share(store -> store.mark(callId, marks, timeToLive), now -> missed.marked(callId, timeToLive, now));
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
        var there = withShared(store -> store.take(callId, node, timeToLive));
        if (there.isPresent()) {
            missed.dropTake(callId);
        } else if (shared.isPresent()) {
            missed.taken(callId, node, timeToLive, nanoTime.getAsLong());
            handOverUnlessGone();
        }
        return there.map(known -> new Taken(
                        known.before().or(here::before), known.memory().or(here::memory)))
                .orElse(here);
    }

    /** What this node took is its own, whatever a shared store says that has not heard of it yet. */
    @Override
    public Optional<String> owner(String callId) {
        boolean untold = missed.hasTake(callId); // looked at first: asking may begin the hand-over
        return withShared(store -> store.owner(callId)).filter(there -> !untold).orElseGet(() -> local.owner(callId));
    }

    /**
     * While the shared store is gone this is known of plans that it has not got: they lead nobody to another node. When
     * it is just back, other nodes may have to tell what they took.
     */
    @Override
    public boolean neverTaken(String callId) {
        return withShared(store -> store.neverTaken(callId))
                .map(there -> there && othersHaveTold())
                .orElseGet(() -> (shared.isEmpty() || missed.hasPlan(callId)) && local.neverTaken(callId));
    }

    private synchronized boolean othersHaveTold() {
        return backSince
                .filter(since -> nanoTime.getAsLong() - since < OTHERS_TELL_NANOS)
                .isEmpty();
    }

    /** A refusal of a shared store that has not heard yet that this node took the call does not count. */
    @Override
    public boolean remember(ConversationSnapshot snapshot, String node, Duration timeToLive) {
        local.remember(snapshot, node, timeToLive);
        boolean untold = missed.hasTake(snapshot.callId()); // looked at first: asking may begin the hand-over
        return withShared(store -> store.remember(snapshot, node, timeToLive)).orElse(true) || untold;
    }

    @Override
    public Optional<ConversationSnapshot> memory(String callId) {
        return withShared(store -> store.memory(callId))
                .flatMap(Function.identity())
                .or(() -> local.memory(callId));
    }

    /** Tells it, or keeps that it missed this. */
    private void share(Consumer<SessionStore> what, LongConsumer missedAt) {
        if (shared.isPresent() && !tell(what)) {
            missedAt.accept(nanoTime.getAsLong());
            handOverUnlessGone();
        }
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
            backSince = Optional.of(nanoTime.getAsLong());
        }
        LOG.log(Level.INFO, "The shared session store is back");
        handOverUnlessGone();
    }

    /** What was missed just before another thread found the store back may have come too late for its hand-over. */
    private void handOverUnlessGone() {
        synchronized (this) {
            if (gone.isPresent()) {
                return;
            }
        }
        try {
            handsOver.get().execute(this::handOver);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "The server stops; what it kept alone is not handed over", e);
        }
    }

    /** One at a time: who comes second finds what the first one could not tell. */
    private void handOver() {
        handingOver.lock();
        try {
            missed.handOver(nanoTime.getAsLong(), new HandOver());
        } finally {
            handingOver.unlock();
        }
    }

    /** Calls may end while others are told of: what is told of one behind its end is forgotten again. */
    private final class HandOver implements MissedNews.Listener {
        @Override
        public boolean kept(CallPlan plan, Duration timeToLive) {
            return unlessOver(
                    () -> local.planByCallId(plan.callId()).isEmpty(),
                    plan.callId(),
                    store -> store.keep(plan, timeToLive));
        }

        @Override
        public boolean taken(String callId, String node, Duration timeToLive) {
            return unlessOver(
                    () -> local.owner(callId).isEmpty(), callId, store -> take(store, callId, node, timeToLive));
        }

        @Override
        public boolean marked(String callId, Duration timeToLive) {
            return tell(store -> store.mark(callId, local.marks(callId), timeToLive));
        }

        @Override
        public boolean forgotten(String callId, Duration timeToLive) {
            return tell(store -> store.forget(callId));
        }

        private boolean unlessOver(BooleanSupplier over, String callId, Consumer<SessionStore> what) {
            if (over.getAsBoolean()) {
                return true;
            }
            boolean told = tell(what);
            if (told && over.getAsBoolean()) {
                shareForgotten(callId);
            }
            return told;
        }

        private void take(SessionStore store, String callId, String node, Duration timeToLive) {
            try {
                store.take(callId, node, timeToLive);
            } catch (UnreadableSession e) {
                LOG.log(Level.DEBUG, "Call {0} is taken; what it remembered cannot be read", callId);
            }
        }
    }
}
