/**
 * What a Realtime session hears in the audio of its user: when speech begins and ends, and which words.
 *
 * <p>{@code InputAudio} knows no wire. All timing is by position in the audio, never by the clock, so that a client may send
 * faster than real time. Used under the session's lock. Facts: the sheet {@code azure-openai-realtime}, section 2, and the
 * OpenAI specification, schema RealtimeTurnDetection.
 */
package dev.parley.emulator.realtime.hearing;
