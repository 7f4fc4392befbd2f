package dev.parley.personas;

import dev.parley.agents.CanaryPolicy;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Published;

/**
 * How a canary goes, over all nodes; what nodes counted in the last seconds may be missing.
 *
 * @param head as it was when the figures were read
 * @param canary what is tried, and on whom
 * @param published what all others get
 * @param policy of the canary's own text
 * @param tried how the canary does
 * @param beside how the published revision does since the canary began
 */
public record CanaryReport(
        PersonaHead head,
        Canary canary,
        Published published,
        CanaryPolicy policy,
        CanaryFigures tried,
        CanaryFigures beside) {
    public CanaryVerdict verdict() {
        return CanaryVerdict.of(policy, tried, beside);
    }
}
