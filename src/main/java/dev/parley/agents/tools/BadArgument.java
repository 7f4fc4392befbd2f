package dev.parley.agents.tools;

/** An argument does not fit; the message is written for the model, names the argument and holds no value. */
final class BadArgument extends RuntimeException {
    BadArgument(String message) {
        super(message);
    }
}
