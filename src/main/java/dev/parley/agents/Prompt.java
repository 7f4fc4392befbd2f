package dev.parley.agents;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A persona's prompt template, already parsed: rendering cannot fail on syntax. Thread-safe. */
public interface Prompt {
    /**
     * The messages that open a call's history.
     *
     * @param values inputs by name; unknown names are ignored, missing ones take the file's defaults
     * @throws PromptNotRendered when a required input is missing; names the input, never a value
     */
    List<ChatMessage> render(Map<String, Object> values);

    /**
     * The persona's greeting with the call's values filled in; empty where the model greets.
     *
     * @throws PromptNotRendered as for {@link #render}
     */
    default Optional<String> greeting(Map<String, Object> values) {
        return Optional.empty();
    }
}
