package dev.parley.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The managed executors of this application, by JNDI name: qualifiers fail on one server that we support. Each is looked up
 * once and kept, because a task that a network or native thread handed in has no names to look anything up with.
 */
@ApplicationScoped
public class Threads {
    private final Map<String, Object> found = new ConcurrentHashMap<>();

    /** For everything that may block in Java: a virtual thread per task, unbounded. */
    public ExecutorService virtual() {
        return lookUp(Executors.VIRTUAL, ExecutorService.class);
    }

    /** For calls that block in native code: platform threads, 16 at once. */
    public ExecutorService natives() {
        return lookUp(Executors.NATIVES, ExecutorService.class);
    }

    /** For timers; a task that takes long is handed on to another executor. */
    public ScheduledExecutorService timers() {
        return lookUp(Executors.TIMERS, ScheduledExecutorService.class);
    }

    private <T> T lookUp(String name, Class<T> type) {
        return type.cast(found.computeIfAbsent(name, Threads::lookUp));
    }

    private static Object lookUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("no executor " + name + " in this application", e);
        }
    }
}
