/**
 * The emulated Speech service: who may connect, at which paths, with which settings.
 *
 * <p>A filter checks keys and plays the faults that show at the upgrade; a listener publishes the WebSocket endpoints of
 * {@code recognition} and {@code synthesis} at every path that the native SDK builds. Whether synthesis is audible is
 * answered by {@link dev.parley.emulator.speech.CallEars}, which the emulated phone network implements. Facts: the sheet
 * {@code azure-speech-usp}, section 2.
 */
package dev.parley.emulator.speech;
