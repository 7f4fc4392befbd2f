/**
 * Recognition: what the Speech service hears in a stream of audio, decoded from the audio itself.
 *
 * <p>{@code Transcriber} turns samples into partials and phrases and knows no wire; {@code RecognitionConnection} speaks the
 * protocol. All timing is by position in the audio, never by the clock, so that a client may send faster than real time.
 * One turn is worked by one thread at a time. Facts: the sheet {@code azure-speech-usp}.
 */
package dev.parley.emulator.speech.recognition;
