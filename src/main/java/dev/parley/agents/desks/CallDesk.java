package dev.parley.agents.desks;

import dev.parley.agents.Tool;
import dev.parley.agents.Tools.ToolOutcome;
import jakarta.enterprise.context.ApplicationScoped;

/** What any persona may do with the call itself. */
@ApplicationScoped
public class CallDesk {
    @Tool(
            name = "end_call",
            description = "End the call. Use it once the caller has said goodbye or wants nothing more;"
                    + " say one short sentence of farewell with it.")
    public ToolOutcome endCall() {
        return new ToolOutcome("{\"call_ends_after_farewell\":true}", false, true);
    }
}
