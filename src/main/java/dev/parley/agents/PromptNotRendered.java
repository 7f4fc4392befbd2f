package dev.parley.agents;

/** A prompt could not be rendered; the message names the persona and the input, never a value. */
public class PromptNotRendered extends RuntimeException {
    public PromptNotRendered(String message, Throwable cause) {
        super(message, cause);
    }
}
