package dev.parley.emulator.requests;

import dev.parley.emulator.faults.AzureService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One request or socket as the emulator saw it. Thread-safe; notes may be added after it is closed. */
public final class RequestEntry {
    private final long number;
    private final AzureService service;
    private final String what;
    private final Clock clock;
    private final Instant time;
    private final Map<String, Object> notes = new LinkedHashMap<>();
    private OptionalInt status = OptionalInt.empty();
    private OptionalLong durationMs = OptionalLong.empty();

    RequestEntry(long number, AzureService service, String what, Clock clock) {
        this.number = number;
        this.service = service;
        this.what = what;
        this.clock = clock;
        this.time = clock.instant();
    }

    /**
     * Notes a fact about the request, over any earlier one of that key.
     *
     * @param value a string, number or boolean; anything else is shown by its {@code toString}
     */
    public synchronized RequestEntry note(String key, Object value) {
        notes.put(key, value);
        return this;
    }

    /** The request is over; the first close counts. */
    public synchronized void close(int httpStatus) {
        if (status.isEmpty()) {
            status = OptionalInt.of(httpStatus);
            durationMs = OptionalLong.of(Duration.between(time, clock.instant()).toMillis());
        }
    }

    /** A number that grows with every entry, so that a reader can ask for what is new. */
    public long number() {
        return number;
    }

    public AzureService service() {
        return service;
    }

    public String what() {
        return what;
    }

    public Instant time() {
        return time;
    }

    /** The HTTP status it was closed with; empty while it goes on. */
    public synchronized OptionalInt status() {
        return status;
    }

    /** Milliseconds from open to close; empty while it goes on. */
    public synchronized OptionalLong durationMs() {
        return durationMs;
    }

    /** A copy of the notes in the order they were first made. */
    public synchronized Map<String, Object> notes() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }
}
