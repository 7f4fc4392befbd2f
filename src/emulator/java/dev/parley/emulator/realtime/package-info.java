/**
 * The emulated Realtime service of Azure OpenAI: speech-to-speech sessions over a WebSocket or WebRTC.
 *
 * <p>{@code RealtimeSession} is one session without a socket: events in, events out, everything under one lock; its parts live
 * in {@code settings}, {@code conversation}, {@code hearing} and {@code speaking}, the events' form in {@code wire}. {@code doors}
 * lets clients in. The words come from {@code dev.parley.emulator.thinking}, the voice from {@code speech.synthesis}. Nothing
 * blocks a socket's thread. Facts: the sheet {@code azure-openai-realtime}.
 */
package dev.parley.emulator.realtime;
