package dev.parley.agents.desks;

/** A desk cannot work because its data cannot be read; its tools fail, the server and other tools do not. */
public class DeskClosed extends RuntimeException {
    public DeskClosed(String message, Throwable cause) {
        super(message, cause);
    }
}
