/**
 * Tone speech: words carried in audio itself, so that what a recogniser or an ear understood really came through every
 * frame, resampler and socket.
 *
 * <p>An in-band code of continuous-phase tones below 3.3 kHz, one every 25 ms, about 15 characters a second; the code is
 * described at {@link dev.parley.emulator.tone.ToneCode}. What comes late is understood as a person would, what is lost costs
 * its word. Encoding is a pure function. A decoder belongs to one stream and
 * one thread at a time. Imports the JDK alone and knows no protocol; callers, ears, recognition and synthesis of the
 * emulator use it.
 */
package dev.parley.emulator.tone;
