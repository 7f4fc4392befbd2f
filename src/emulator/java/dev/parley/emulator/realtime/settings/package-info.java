/**
 * What a Realtime session is set to: defaults, updates read strictly and merged, and what of it the session acts on.
 *
 * <p>Settings are a JSON object of the GA shape, checked whole before any of it counts, and immutable. Pure functions, any
 * thread. Facts: the sheet {@code azure-openai-realtime}, section 2; G.711 from ITU-T recommendation G.711 (11/88).
 */
package dev.parley.emulator.realtime.settings;
