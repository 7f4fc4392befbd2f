package dev.parley.agents.tools;

import dev.parley.agents.Tool;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools;
import dev.parley.config.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The tools among the CDI beans of this application: their methods with {@link Tool}. Found when first asked for. */
@ApplicationScoped
public class CdiTools implements Tools {
    private static final Logger LOG = Logger.getLogger(CdiTools.class.getName());

    private final Map<String, FoundTool> tools = new TreeMap<>();
    private final Supplier<ExecutorService> threads;
    private final Supplier<ScheduledExecutorService> timers;

    /** For the container's proxy. */
    protected CdiTools() {
        this.threads = null;
        this.timers = null;
    }

    @Inject
    public CdiTools(BeanManager beans, Threads threads) {
        this.threads = threads::virtual;
        this.timers = threads::timers;
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            methods(bean.getBeanClass()).forEach(method -> add(method, () -> reference(beans, bean)));
        }
    }

    CdiTools(List<?> objects, ExecutorService threads, ScheduledExecutorService timers) {
        this.threads = () -> threads;
        this.timers = () -> timers;
        objects.forEach(object -> methods(object.getClass()).forEach(method -> add(method, () -> object)));
    }

    @Override
    public Collection<String> names() {
        return List.copyOf(tools.keySet());
    }

    @Override
    public List<ToolSchema> schemas(List<String> names) {
        return names.stream().map(this::tool).map(FoundTool::schema).toList();
    }

    @Override
    public Optional<String> filler(String name) {
        return Optional.ofNullable(tools.get(name)).flatMap(FoundTool::filler);
    }

    @Override
    public Duration timeout(String name) {
        return tool(name).timeout();
    }

    @Override
    public boolean lasting(String name) {
        return Optional.ofNullable(tools.get(name)).map(FoundTool::lasting).orElse(false);
    }

    @Override
    public CompletableFuture<ToolOutcome> run(ToolCall call, ToolContext context) {
        var tool = tools.get(call.name());
        if (tool == null) {
            return CompletableFuture.completedFuture(failure("there is no tool of that name"));
        }
        var outcome = new CompletableFuture<ToolOutcome>();
        try {
            var run = threads.get().submit(() -> outcome.complete(outcome(tool, call, context)));
            var timer = timers.get()
                    .schedule(
                            () -> timedOut(tool, context, outcome, run),
                            tool.timeout().toMillis(),
                            TimeUnit.MILLISECONDS);
            outcome.whenComplete((result, cancelled) -> {
                timer.cancel(false);
                if (cancelled != null) {
                    run.cancel(true);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "Tool {0} did not start: no thread", tool.name());
            outcome.complete(failure("the tool cannot run now"));
        }
        return outcome;
    }

    private static ToolOutcome outcome(FoundTool tool, ToolCall call, ToolContext context) {
        try {
            return tool.run(call.arguments(), context);
        } catch (BadArgument e) {
            return failure(e.getMessage());
        } catch (InvocationTargetException | RuntimeException e) {
            var cause = e instanceof InvocationTargetException thrown ? thrown.getTargetException() : e;
            var stopped = cause instanceof InterruptedException; // by its time limit, which says so, or with its call
            LOG.log(stopped ? Level.FINE : Level.WARNING, "Tool {0} failed in call {1}: {2}", new Object[] {
                tool.name(), context.callId(), cause.getClass().getName()
            });
            return failure("the tool failed; say that this does not work at the moment");
        }
    }

    private static void timedOut(
            FoundTool tool, ToolContext context, CompletableFuture<ToolOutcome> outcome, Future<?> run) {
        if (outcome.complete(failure("the tool took too long; say that this does not work at the moment"))) {
            run.cancel(true);
            LOG.log(Level.WARNING, "Tool {0} took longer than {1} ms in call {2}", new Object[] {
                tool.name(), tool.timeout().toMillis(), context.callId()
            });
        }
    }

    private static ToolOutcome failure(String reason) {
        return new ToolOutcome(Results.error(reason), true, false);
    }

    private void add(Method method, Supplier<Object> bean) {
        var tool = new FoundTool(method, bean);
        if (tools.putIfAbsent(tool.name(), tool) != null) {
            throw new IllegalArgumentException("two tools are named " + tool.name());
        }
    }

    private FoundTool tool(String name) {
        return Optional.ofNullable(tools.get(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no tool " + name));
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> method.isAnnotationPresent(Tool.class));
    }

    private static Object reference(BeanManager beans, Bean<?> bean) {
        return beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
    }
}
