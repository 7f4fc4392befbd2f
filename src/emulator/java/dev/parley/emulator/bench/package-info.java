/**
 * Bench mode: canned speech in place of tone speech, so that a load test measures the server and not the emulator's ears.
 *
 * <p>The words of canned speech are known beforehand; a short mark in the audio at the end of each word says how far it has
 * come, which a recogniser and an ear read without any signal processing. The same marks carry the stopwatches: the time
 * that each stage of a turn took on the server's side, upstream time excluded. Imports {@code tone} and the JDK. Off unless
 * {@code emulator.bench} or {@code PUT /emulator/bench} says so; thread-safe.
 */
package dev.parley.emulator.bench;
