/**
 * Hearing and speaking: the ports {@link dev.parley.speech.SpeechToText} and {@link dev.parley.speech.TextToSpeech}.
 *
 * <p>May import media. Adapters (edge {@code azure}) call back on threads of their own, in order per session, one at a
 * time, and never on a virtual thread inside native code. Facts: azure-speech-usp.
 */
package dev.parley.speech;
