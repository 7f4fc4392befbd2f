package dev.parley.rehearsal;

import dev.parley.agents.ToolCall;
import dev.parley.agents.Tools;
import java.util.concurrent.CompletableFuture;

/** The real tools, run from virtual time: their answers come when they came. */
final class ToolsInTime extends ToolsOfOthers {
    private final VirtualTime time;

    ToolsInTime(Tools tools, VirtualTime time) {
        super(tools);
        this.time = time;
    }

    @Override
    public CompletableFuture<ToolOutcome> run(ToolCall call, ToolContext context) {
        var work = time.beginRealWork();
        var real = others.run(call, context);
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
