/**
 * Realtime events below their meaning: reading a client's strictly, writing the service's, errors, ids, and the two dialects.
 *
 * <p>Inside, everything is the GA protocol; a {@link dev.parley.emulator.realtime.wire.Dialect} translates at the edge. Pure
 * functions, any thread. Facts: the sheet {@code azure-openai-realtime} and the OpenAI specification (schemas RealtimeClientEvent*
 * and RealtimeServerEvent*), read November 2026; wordings and codes of errors as users report them in public issue trackers.
 */
package dev.parley.emulator.realtime.wire;
