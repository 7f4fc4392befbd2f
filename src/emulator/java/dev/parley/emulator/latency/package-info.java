/**
 * How long the emulated services take: a distribution per stage, drawn from a seed. Zero by default and in tests; the preset
 * {@code azure} is what Azure's services were published to take. May be used by every service room. Facts: reference/latency.md.
 */
package dev.parley.emulator.latency;
