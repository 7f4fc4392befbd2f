/**
 * The Speech service's WebSocket protocol below recognition and synthesis: messages of headers and a body, the outgoing
 * queue of a socket, faults played on a connection.
 *
 * <p>Messages of one socket arrive one after another on the container's threads; nothing here blocks. Sending is allowed
 * from any thread. Facts: the sheet {@code azure-speech-usp}, verified with the native SDK 1.50.0.
 */
package dev.parley.emulator.speech.usp;
