package dev.parley.config;

import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.Dependent;

/**
 * The executors of the application, declared to the container; {@link Threads} looks them up. Only the application's own
 * context (class loader, names) goes along with a task: identity and transactions stay with the request.
 */
@ContextServiceDefinition(
        name = Executors.CONTEXT,
        propagated = ContextServiceDefinition.APPLICATION,
        cleared = ContextServiceDefinition.ALL_REMAINING)
@ManagedExecutorDefinition(name = Executors.VIRTUAL, context = Executors.CONTEXT, virtual = true)
@ManagedExecutorDefinition(name = Executors.NATIVES, context = Executors.CONTEXT, maxAsync = 16)
@ManagedThreadFactoryDefinition(name = Executors.FACTORY, context = Executors.CONTEXT)
@ManagedScheduledExecutorDefinition(name = Executors.TIMERS, context = Executors.CONTEXT, virtual = true)
@Dependent
public class Executors {
    static final String CONTEXT = "java:app/concurrent/parley/context";
    static final String VIRTUAL = "java:app/concurrent/parley/virtual";
    static final String NATIVES = "java:app/concurrent/parley/natives";
    static final String FACTORY = "java:app/concurrent/parley/threads";
    static final String TIMERS = "java:app/concurrent/parley/timers";
}
