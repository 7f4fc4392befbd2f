/**
 * What leaves on a WebSocket of an emulated service: one queue per socket, one send in flight.
 *
 * <p>Used by {@code speech} and {@code realtime}, each of which frames its own messages; knows no protocol. Any thread may
 * send, nothing blocks. The reason for the queue: the server loses overlapping sends on one session.
 */
package dev.parley.emulator.socket;
