package dev.parley.cascade;

import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A server without tools. */
final class NoTools implements Tools {
    @Override
    public Collection<String> names() {
        return List.of();
    }

    @Override
    public List<ToolSchema> schemas(List<String> names) {
        return List.of();
    }

    @Override
    public Optional<String> filler(String name) {
        return Optional.empty();
    }

    @Override
    public Duration timeout(String name) {
        return Duration.ZERO;
    }

    @Override
    public CompletableFuture<ToolOutcome> run(ToolCall call, ToolContext context) {
        throw new AssertionError("no tool was offered");
    }
}
