package dev.parley.agents;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The tools of this server, found among its CDI beans at start. Thread-safe. */
public interface Tools {
    /** Names of all tools. */
    Collection<String> names();

    /** Schemas of the named tools, in that order. */
    List<ToolSchema> schemas(List<String> names);

    /** Sentence spoken while this tool is slow. */
    Optional<String> filler(String name);

    /** Longest run of this tool. */
    Duration timeout(String name);

    /**
     * Whether what it does lasts, such as an order placed: it is then not cancelled when the caller barges in, and its
     * answer is kept; nor is it run on a guess.
     */
    default boolean lasting(String name) {
        return false;
    }

    /**
     * Runs a tool off the caller's thread, within its timeout. The future always completes normally: bad arguments,
     * failures and timeouts are outcomes that the model is told. Cancelling it interrupts the tool.
     */
    CompletableFuture<ToolOutcome> run(ToolCall call, ToolContext context);

    /**
     * What the tool may know of the call.
     *
     * @param callId our id
     * @param callerNumber E.164 or raw id
     */
    record ToolContext(String callId, String callerNumber) {
        @Override
        public String toString() {
            return "ToolContext[" + callId + "]";
        }
    }

    /**
     * @param content JSON or plain text, what the model reads
     * @param failed whether it is a failure
     * @param endsCall the tool asked that the call ends once the agent has said its farewell
     */
    record ToolOutcome(String content, boolean failed, boolean endsCall) {
        @Override
        public String toString() {
            return "ToolOutcome[failed=" + failed + ", endsCall=" + endsCall + "]";
        }
    }
}
