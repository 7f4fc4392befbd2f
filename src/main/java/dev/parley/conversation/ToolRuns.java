package dev.parley.conversation;

import dev.parley.agents.HandOff;
import dev.parley.agents.ToolCall;
import dev.parley.agents.Tools;
import dev.parley.agents.Tools.ToolContext;
import dev.parley.agents.Tools.ToolOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The tools that run for one conversation. Its thread starts and cancels them; their answers become events. */
final class ToolRuns {
    private static final ToolOutcome UNKNOWN =
            new ToolOutcome("{\"error\":\"there is no tool of that name\"}", true, false);
    private static final ToolOutcome BROKEN = new ToolOutcome("{\"error\":\"the tool failed\"}", true, false);

    private final Tools tools;
    private final ToolContext context;
    private final Scene scene;
    private final Casting casting;
    private final Consumer<ConversationEvent> mailbox;
    private final Map<String, Run> running = new HashMap<>();

    private record Run(ToolCall call, CompletableFuture<ToolOutcome> outcome) {}

    ToolRuns(Scene scene, Casting casting, Consumer<ConversationEvent> mailbox) {
        this.tools = scene.tools;
        this.context = new ToolContext(scene.opening.callId(), scene.opening.callerNumber());
        this.scene = scene;
        this.casting = casting;
        this.mailbox = mailbox;
    }

    /** Starts all of them at once; a model may want what its persona does not have. */
    void run(TurnId turn, List<ToolCall> calls) {
        for (var call : calls) {
            var handOff = scene.persona().handOffs().stream()
                    .filter(other -> other.tool().equals(call.name()))
                    .findFirst();
            if (handOff.isPresent()) {
                mailbox.accept(successor(turn, call, handOff.get()));
                continue;
            }
            var outcome = started(call);
            running.put(call.id(), new Run(call, outcome));
            outcome.whenComplete((told, failure) -> {
                if (!(failure instanceof CancellationException)) {
                    mailbox.accept(new ConversationEvent.ToolEnded(turn, call, failure == null ? told : BROKEN));
                }
            });
        }
    }

    private ConversationEvent successor(TurnId turn, ToolCall call, HandOff handOff) {
        return casting.successor(scene.opening, scene.persona(), handOff.to())
                .<ConversationEvent>map(role -> new ConversationEvent.SuccessorFound(turn, call, role))
                .orElseGet(() -> new ConversationEvent.ToolEnded(turn, call, HandingOver.GONE));
    }

    private CompletableFuture<ToolOutcome> started(ToolCall call) {
        if (scene.isOfClient(call.name())) {
            return new CompletableFuture<>(); // answered by whoever is at the line, or not in time
        }
        return scene.persona().tools().contains(call.name())
                ? tools.run(call, context)
                : CompletableFuture.completedFuture(UNKNOWN);
    }

    /** Whoever is at the line answered. */
    void answered(String callId, String content) {
        var run = running.get(callId);
        if (run != null && scene.isOfClient(run.call().name())) {
            run.outcome().complete(new ToolOutcome(content, false, false));
        }
    }

    void forget(ToolCall call) {
        running.remove(call.id());
    }

    void cancel(Set<String> callIds) {
        for (var id : callIds) {
            var run = running.remove(id);
            if (run != null) {
                run.outcome().cancel(true);
            }
        }
    }

    /** The conversation is over: what changes something outside it is let finish, the rest is cancelled. */
    void close() {
        running.values().stream()
                .filter(run -> !tools.lasting(run.call().name()))
                .forEach(run -> run.outcome().cancel(true));
        running.clear();
    }
}
