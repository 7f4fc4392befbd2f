package dev.parley.personas;

/** Somebody else changed the same document since it was read: read again, decide again. */
public class Overtaken extends RuntimeException {
    public Overtaken(String message, Throwable cause) {
        super(message, cause);
    }
}
