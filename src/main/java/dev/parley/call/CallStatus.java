package dev.parley.call;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a call is in its life. It only ever moves forward: late and repeated events change nothing. */
public enum CallStatus {
    INITIATING,
    RINGING,
    CONNECTED,
    ON_HOLD,
    DISCONNECTED,
    FAILED;

    /** Nothing follows. */
    public boolean over() {
        return this == DISCONNECTED || this == FAILED;
    }

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CallStatus> ofWord(String word) {
        return Stream.of(values()).filter(status -> status.word().equals(word)).findFirst();
    }
}
