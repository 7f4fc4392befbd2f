package dev.parley.personas;

import java.util.OptionalDouble;

/**
 * How one side of a canary does.
 *
 * @param calls over all nodes, since the canary began
 * @param tests share of the required tests' runs that passed, in the last run of tests that had all of them; empty: there is none
 */
public record CanaryFigures(Tally calls, OptionalDouble tests) {}
