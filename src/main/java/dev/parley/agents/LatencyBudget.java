package dev.parley.agents;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a caller may wait; its tests fail beyond it.
 *
 * @param reply from the end of the caller's turn to the first sound of the answer, at the 95th percentile
 * @param firstSound from the answered call to the greeting's first sound
 * @param bargeIn from the caller's interrupting word to silence
 */
public record LatencyBudget(Optional<Duration> reply, Optional<Duration> firstSound, Optional<Duration> bargeIn) {
    public static final LatencyBudget NONE = new LatencyBudget(Optional.empty(), Optional.empty(), Optional.empty());
}
