package dev.parley.sessions;

import dev.parley.sessions.memory.MemorySessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A shared session store that goes and comes back, and the nodes' stores that go on without it. */
public final class LosableStore {
    private static final Duration LONG = Duration.ofMinutes(75);

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    /** So many answers from now; below zero: never. */
    private final AtomicInteger goesAfter = new AtomicInteger(-1);

    private final Map<String, Runnable> before = new ConcurrentHashMap<>();

    private SessionStore kept = new MemorySessionStore();
    private volatile boolean gone;

    /** The store of one more node, which hands over at once. */
    public SurvivingStore ofANode() {
        return ofANode(Runnable::run);
    }

    /** @param handsOver what it kept while the shared one was gone */
    SurvivingStore ofANode(Executor handsOver) {
        return new SurvivingStore(new MemorySessionStore(), Optional.of(losable()), LONG, clock::get, () -> handsOver);
    }

    /** What it keeps, whether or not nodes reach it. */
    public SessionStore kept() {
        return kept;
    }

    /** How often nodes asked it, answered or not. */
    public int asked() {
        return asked.get();
    }

    public void goes() {
        gone = true;
    }

    /** It goes once it has answered so often. */
    public void goesAfter(int answers) {
        goesAfter.set(answers);
    }

    /** Once, before it is asked this. */
    public void before(String method, Runnable what) {
        before.put(method, what);
    }

    public void comesBack() {
        gone = false;
        nodesMayAskAgain();
    }

    public void comesBackEmpty() {
        kept = new MemorySessionStore();
        comesBack();
    }

    /** So long it is there, or gone, without a break. */
    public void stays(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    /** A second passes: so long do nodes leave alone a store that is gone. */
    public void nodesMayAskAgain() {
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    private SessionStore losable() {
        return (SessionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    Optional.ofNullable(before.remove(method.getName())).ifPresent(Runnable::run);
                    if (!gone && goesAfter.getAndDecrement() == 0) {
                        gone = true;
                    }
                    if (gone) {
                        throw new SessionStoreUnavailable("Redis does not answer", null);
                    }
                    try {
                        return method.invoke(kept, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
