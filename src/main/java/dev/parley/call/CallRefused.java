package dev.parley.call;

/** This server takes no call now; the message says why in plain words, without numbers. */
public class CallRefused extends RuntimeException {
    public CallRefused(String message) {
        super(message);
    }
}
