package dev.parley.agents;

/**
 * Somebody outside who may take the call.
 *
 * @param name for the model, such as {@code sales}
 * @param to E.164, or a raw id of Communication Services
 * @param when in words for the model
 */
public record TransferTarget(String name, String to, String when) {
    /** A number is somebody's. */
    @Override
    public String toString() {
        return "TransferTarget[" + name + "]";
    }
}
