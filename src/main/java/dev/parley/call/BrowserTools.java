package dev.parley.call;

import dev.parley.agents.ToolCall;
import dev.parley.agents.Tools;
import dev.parley.agents.Tools.ToolContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tools of this server that are run because a browser asks for them, in the name of its call. Thread-safe. */
@ApplicationScoped
public class BrowserTools {
    private final Tools tools;
    private final CallBook book;

    BrowserTools() {
        this(null, null);
    }

    @Inject
    public BrowserTools(Tools tools, CallBook book) {
        this.tools = tools;
        this.book = book;
    }

    /** @param content JSON or plain text */
    public record Result(String content, boolean failed) {
        @Override
        public String toString() {
            return "Result[failed=" + failed + "]";
        }
    }

    /**
     * Runs it within its timeout; empty: there is no such tool. The stage completes normally, on any thread.
     *
     * @param callId ours, of the call
     * @param toolCallId the model's, of the tool call
     * @param arguments JSON object as the model wrote it
     */
    public Optional<CompletionStage<Result>> run(String callId, String toolCallId, String name, String arguments) {
        if (!tools.names().contains(name)) {
            return Optional.empty();
        }
        var caller = book.find(Optional.of(callId), Optional.empty())
                .map(call -> call.plan().callerNumber())
                .orElse("");
        return Optional.of(tools.run(new ToolCall(toolCallId, name, arguments), new ToolContext(callId, caller))
                .thenApply(outcome -> new Result(outcome.content(), outcome.failed())));
    }
}
