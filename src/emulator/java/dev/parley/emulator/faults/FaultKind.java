package dev.parley.emulator.faults;

import java.util.Optional;
import java.util.stream.Stream;

/** The ways in which a service can fail. {@code afterMs} of the fault is counted from the start of the request or socket. */
public enum FaultKind {
    /** Answers with an error status at once, before any work. */
    REFUSE("refuse", 503),
    /** Answers rightly, but {@code afterMs} later. */
    DELAY("delay", 0),
    /** Begins rightly and falls silent after {@code afterMs}, with the connection left open. */
    STALL("stall", 0),
    /** Begins rightly and drops the connection without goodbye after {@code afterMs}. */
    RESET("reset", 0),
    /** Sends something that is not of the protocol after {@code afterMs}. */
    GARBAGE("garbage", 0),
    /** Answers that too much was asked, with the service's retry hints; {@code afterMs} is the wait it asks for. */
    THROTTLE("throttle", 429),
    /** Answers as if the key were wrong. */
    WRONG_KEY("wrongKey", 401);

    private final String wire;
    private final int usualStatus;

    FaultKind(String wire, int usualStatus) {
        this.wire = wire;
        this.usualStatus = usualStatus;
    }

    /** The name used by the control API, such as {@code wrongKey}. */
    public String wire() {
        return wire;
    }

    /** The HTTP status it shows unless the fault names one; 0 where it shows none. */
    public int usualStatus() {
        return usualStatus;
    }

    /** The kind of a name of the control API, exact in case. */
    public static Optional<FaultKind> named(String wire) {
        return Stream.of(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
    }
}
