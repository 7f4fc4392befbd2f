/**
 * The media stream of an emulated call: the WebSocket that ACS opens towards the server, the clock that makes its 20 ms, the
 * play-out queue that {@code StopAudio} clears, and the way from that queue to the caller's ear.
 *
 * <p>May import the JDK, JSON-P and {@code requests}. The socket's thread parses and queues; the ticker's lanes do everything
 * that happens each 20 ms. Facts: protocols/acs-media-streaming.md. The client is the JDK's, not Jakarta's: it tells the HTTP
 * status of a refused upgrade and can drop a connection without a goodbye, which the fault {@code reset} needs.
 */
package dev.parley.emulator.acs.media;
