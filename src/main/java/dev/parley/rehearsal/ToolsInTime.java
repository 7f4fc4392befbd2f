package dev.parley.rehearsal;

import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The real tools, run from virtual time: their answers come when they came. */
final class ToolsInTime implements Tools {
    private final Tools tools;
    private final VirtualTime time;

    ToolsInTime(Tools tools, VirtualTime time) {
        this.tools = tools;
        this.time = time;
    }

    @Override
    public Collection<String> names() {
        return tools.names();
    }

    @Override
    public List<ToolSchema> schemas(List<String> names) {
        return tools.schemas(names);
    }

    @Override
    public Optional<String> filler(String name) {
        return tools.filler(name);
    }

    @Override
    public Duration timeout(String name) {
        return tools.timeout(name);
    }

    @Override
    public boolean lasting(String name) {
        return tools.lasting(name);
    }

    @Override
    public CompletableFuture<ToolOutcome> run(ToolCall call, ToolContext context) {
        var work = time.beginRealWork();
        var real = tools.run(call, context);
        var told = new CompletableFuture<ToolOutcome>();
        real.whenComplete((outcome, failure) -> work.tell(() -> {
            if (failure == null) {
                told.complete(outcome);
            } else {
                told.completeExceptionally(failure);
            }
        }));
        told.whenComplete((outcome, failure) -> {
            work.end();
            real.cancel(true); // where it was cancelled; else it is over
        });
        return told;
    }
}
