package dev.parley.config;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The managed executors of this application, by JNDI name: qualifiers fail on one server that we support. Looked up once,
 * while the application starts: threads of SDKs and sockets have no names to look up. Tasks of {@link #virtual}, {@link
 * #lasting}, {@link #natives} and {@link #alarms} have the application's class loader and names, whoever hands them in; those
 * of {@link #timers} have what the thread has that hands them in.
 */
@ApplicationScoped
public class Threads {
    private ExecutorService virtual;
    private LastingExecutor lasting;
    private LastingExecutor natives;
    private ScheduledExecutorService timers;
    private ScheduledThreadPoolExecutor alarms;

    @PostConstruct
    void lookUp() {
        // captured once: each look at a thread's context costs more than most tasks
        var context = lookUp(Executors.CONTEXT, ContextService.class).currentContextExecutor();
        var managed = lookUp(Executors.VIRTUAL, Executor.class);
        virtual = new ApplicationExecutor(managed, context);
        lasting = new LastingExecutor(
                managed, context, Thread.ofVirtual().name("parley-stopping").factory());
        natives = new LastingExecutor(
                lookUp(Executors.NATIVES, Executor.class),
                context,
                Thread.ofPlatform().daemon().name("parley-natives-stopping").factory());
        timers = lookUp(Executors.TIMERS, ScheduledExecutorService.class);
        // beans end in any order: a call that ends with the server may still set an alarm, which nobody will wait for
        alarms = new ScheduledThreadPoolExecutor(
                1, lookUp(Executors.FACTORY, ThreadFactory.class), new ThreadPoolExecutor.DiscardPolicy());
        alarms.setRemoveOnCancelPolicy(true);
    }

    @PreDestroy
    void end() {
        alarms.shutdownNow();
        lasting.end();
        natives.end();
    }

    /** Makes this bean while the application's names are at hand. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {}

    /** For everything that may block in Java: a virtual thread per task, unbounded. Takes nothing once the server was told to stop. */
    public ExecutorService virtual() {
        return virtual;
    }

    /**
     * As {@link #virtual}, and until the application's beans end: for what live calls need to end in good order. Tasks that come
     * after the server was told to stop have the application's class loader, but not its names.
     */
    public ExecutorService lasting() {
        return lasting;
    }

    /** For calls that block in native code: platform threads, 16 at once until the server stops. Lasts as {@link #lasting}. */
    public ExecutorService natives() {
        return natives;
    }

    /**
     * For timers; a task that takes long is handed on to another executor. One that needs the application's class loader or names,
     * and is set by a thread of an SDK or a socket, is handed on too.
     */
    public ScheduledExecutorService timers() {
        return timers;
    }

    /**
     * For tasks that are over at once: one platform thread for all. A conversation sets some thirty deadlines a turn, most of which
     * never pass; a managed executor makes each a task with a context, and an exception of each that is cancelled. What is set
     * while the server stops never runs.
     */
    public ScheduledExecutorService alarms() {
        return alarms;
    }

    private static <T> T lookUp(String name, Class<T> type) {
        try {
            return type.cast(InitialContext.doLookup(name));
        } catch (NamingException e) {
            throw new IllegalStateException("nothing is named " + name + " in this application", e);
        }
    }
}
