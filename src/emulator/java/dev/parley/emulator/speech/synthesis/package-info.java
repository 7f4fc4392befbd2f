/**
 * Synthesis: text to audio over the Speech service's WebSocket, as SSML or as a stream of text pieces.
 *
 * <p>The voice is tone speech, so that a test can decode what was heard, or an audible voice (espeak-ng) while a human
 * listens. {@code SynthesisConnection} speaks the protocol, {@code SpokenText} reads SSML strictly, the voices know no wire.
 * Audible voices run outside the socket's threads, one after another per socket. Facts: the sheet {@code azure-speech-usp}.
 */
package dev.parley.emulator.speech.synthesis;
