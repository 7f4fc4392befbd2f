package dev.parley.personas;

/**
 * What one node counted of a canary. A node writes its own alone and each time as a whole, so that a write that is repeated
 * counts nothing twice; the sum over all nodes is what counts.
 *
 * @param node a name of its own for each start of a server: what an earlier one counted stays
 * @param tried calls of the canary
 * @param published calls of the revision beside it
 */
public record NodeTally(CanaryRun canary, String node, Tally tried, Tally published) {}
