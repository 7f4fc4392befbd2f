package dev.parley.admission;

import java.time.Duration;
import java.util.Optional;

/** What a service lets begin now: whoever speaks with one tells it here. Thread-safe, answers at once. */
public interface ServiceQuota {
    /**
     * Zero when a talk may begin as far as this service is concerned; else when to ask again.
     *
     * @param persona with whom; empty: not known yet
     */
    Duration wait(Optional<String> persona);
}
