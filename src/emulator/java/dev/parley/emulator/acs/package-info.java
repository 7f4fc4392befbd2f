/**
 * Azure Communication Services as a server sees it: call automation by signed REST, signed callbacks, Event Grid and the media
 * WebSocket; and the phone network behind it, with people who follow a script.
 *
 * <p>The root holds the call, its registry and the {@link dev.parley.emulator.acs.Exchange} that brings calls about and ends
 * them; {@code rest} and {@code events} are its wire, {@code media} the audio stream, {@code caller} the person. May import
 * {@code tone}, {@code speech.CallEars}, {@code speech.recognition.Listeners}, {@code faults}, {@code requests}; nothing of the
 * product. Slow work runs on the
 * container's managed executors, the 20 ms on the media clock's own threads. Facts: protocols/acs-call-automation.md and
 * acs-media-streaming.md.
 */
package dev.parley.emulator.acs;
