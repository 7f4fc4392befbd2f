/**
 * Responses of a Realtime session: what one is asked for, what the model thinks of, and the events by which it is told.
 *
 * <p>A {@code ResponseRun} and the outputs in it emit events and change the conversation under the session's lock; a
 * {@code Delivery} runs on a virtual thread of its own, thinks and waits outside the lock. Facts: the sheet
 * {@code azure-openai-realtime}, sections 4 and 5; counts of audio tokens are assumptions stated at {@code Usage}.
 */
package dev.parley.emulator.realtime.speaking;
