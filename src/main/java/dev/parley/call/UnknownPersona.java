package dev.parley.call;

/** The request names a persona that is not loaded. */
public class UnknownPersona extends RuntimeException {
    public UnknownPersona() {
        super("no such persona");
    }
}
