package dev.parley.sessions;

import dev.parley.sessions.memory.MemorySessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A shared session store that goes and comes back, and the nodes' stores that go on without it. */
public final class LosableStore {
    private static final Duration LONG = Duration.ofMinutes(75);

    private final AtomicLong clock = new AtomicLong();
    private SessionStore kept = new MemorySessionStore();
    private boolean gone;

    /** The store of one more node. */
    public SessionStore ofANode() {
        return new SurvivingStore(new MemorySessionStore(), Optional.of(losable()), LONG, clock::get);
    }

    /** What it keeps, whether or not nodes reach it. */
    public SessionStore kept() {
        return kept;
    }

    public void goes() {
        gone = true;
    }

    public void comesBack() {
        gone = false;
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    public void comesBackEmpty() {
        kept = new MemorySessionStore();
        comesBack();
    }

    private SessionStore losable() {
        return (SessionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, arguments) -> {
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
