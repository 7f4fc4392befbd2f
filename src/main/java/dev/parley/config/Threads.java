package dev.parley.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The managed executors of this application, by JNDI name: qualifiers fail on one server that we support. */
@ApplicationScoped
public class Threads {
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

    private static <T> T lookUp(String name, Class<T> type) {
        try {
            return type.cast(InitialContext.doLookup(name));
        } catch (NamingException e) {
            throw new IllegalStateException("no executor " + name + " in this application", e);
        }
    }
}
