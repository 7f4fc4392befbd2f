/**
 * How clients come into the emulated Realtime service: who may, as what, through which sockets and requests.
 *
 * <p>{@code Doorkeeper} and {@code Secrets} decide and know no servlet; a filter and a listener bring the WebSocket, servlets the
 * client secrets and the SDP exchange. An SDP offer is answered by a peer of {@code webrtc}; where its native library does not load,
 * the answer is right in form and leads nowhere. Facts: the sheet {@code azure-openai-realtime}, sections 1 and 6.
 */
package dev.parley.emulator.realtime.doors;
