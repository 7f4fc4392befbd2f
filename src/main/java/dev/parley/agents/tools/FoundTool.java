package dev.parley.agents.tools;

import static dev.parley.web.Json.JSON;

import dev.parley.agents.Tool;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools.ToolContext;
import dev.parley.agents.Tools.ToolOutcome;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One tool: a method, the bean it belongs to, and what the model is told of it. Immutable. */
final class FoundTool {
    private static final int LONGEST_ARGUMENTS = 16 * 1024;
    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    private final Tool says;
    private final Method method;
    private final Supplier<Object> bean;
    private final List<Argument> arguments;

    /** @throws IllegalArgumentException when the method cannot be a tool; the message names it */
    FoundTool(Method method, Supplier<Object> bean) {
        this.says = method.getAnnotation(Tool.class);
        this.method = method;
        method.trySetAccessible(); // the bean's class may be package-private
        this.bean = bean;
        var where = "tool " + says.name() + " (" + method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + ")";
        if (!says.name().matches(NAME)) {
            throw new IllegalArgumentException(where + ": a name is 1 to 64 of A-Z a-z 0-9 _ -");
        }
        if (says.timeoutMs() < 1 || says.timeoutMs() > 60_000) {
            throw new IllegalArgumentException(where + ": timeoutMs is 1 to 60000");
        }
        try {
            this.arguments = Arrays.stream(method.getParameters())
                    .filter(parameter -> !isContext(parameter))
                    .map(Argument::of)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    ToolSchema schema() {
        return new ToolSchema(
                says.name(),
                says.description(),
                Argument.schema(arguments).build().toString());
    }

    String name() {
        return says.name();
    }

    Optional<String> filler() {
        return Optional.of(says.filler()).filter(text -> !text.isBlank());
    }

    Duration timeout() {
        return Duration.ofMillis(says.timeoutMs());
    }

    boolean lasting() {
        return says.sideEffects();
    }

    /**
     * Runs it on this thread.
     *
     * @throws BadArgument when the model's arguments do not fit
     * @throws InvocationTargetException what the tool threw
     */
    ToolOutcome run(String json, ToolContext context) throws InvocationTargetException {
        var given = Argument.read(arguments, parsed(json), "").clone();
        var values = new Object[method.getParameterCount()];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = isContext(method.getParameters()[i]) ? context : given[next++];
        }
        try {
            var result = method.invoke(bean.get(), values);
            if (result instanceof ToolOutcome outcome) {
                return outcome;
            }
            var content = method.getReturnType() == void.class ? "{\"done\":true}" : Results.text(result);
            return new ToolOutcome(content, false, false);
        } catch (IllegalAccessException e) {
            throw new InvocationTargetException(e);
        }
    }

    private static JsonObject parsed(String json) {
        if (json.isBlank()) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        if (json.length() > LONGEST_ARGUMENTS) {
            throw new BadArgument("the arguments are too long");
        }
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (RuntimeException e) { // too deep a nesting is no JsonException
            throw new BadArgument("the arguments are not a JSON object");
        }
    }

    private static boolean isContext(Parameter parameter) {
        return parameter.getType() == ToolContext.class;
    }
}
