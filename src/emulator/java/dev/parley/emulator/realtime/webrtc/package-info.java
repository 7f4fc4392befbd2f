/**
 * Realtime sessions over WebRTC: a real peer for a browser, with its audio as tracks and the events on a data channel.
 *
 * <p>Only {@code Booth} and {@code Peer} know the native library (libwebrtc by webrtc-java 0.14); it is loaded when the first offer
 * comes, and where it does not load nothing else suffers. {@code PeerTalk} drives one session, on a thread of its own, which alone
 * calls into the native side once the offer is answered. Facts: the sheet {@code azure-openai-realtime}, section 6, and the
 * OpenAI specification, events output_audio_buffer.*.
 */
package dev.parley.emulator.realtime.webrtc;
