package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Instant;
import java.util.Optional;

/**
 * One canary from its beginning to its end, by whatever share. The same revision that is tried again later is another one.
 *
 * @param revision hash of what is tried
 * @param since when it began
 */
public record CanaryRun(PersonaId persona, String revision, Instant since) {
    /** The one that runs; empty: none does. */
    static Optional<CanaryRun> of(PersonaHead head) {
        return head.gone()
                ? Optional.empty()
                : head.canary()
                        .map(canary ->
                                new CanaryRun(head.id(), canary.revision().hash(), canary.since()));
    }
}
