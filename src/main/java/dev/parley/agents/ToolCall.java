package dev.parley.agents;

/**
 * A tool that the model wants run.
 *
 * @param id the model's id of this call, echoed with the result
 * @param name of the tool
 * @param arguments JSON object as the model wrote it; not yet checked
 */
public record ToolCall(String id, String name, String arguments) {
    @Override
    public String toString() {
        return "ToolCall[" + id + ", " + name + "]";
    }
}
