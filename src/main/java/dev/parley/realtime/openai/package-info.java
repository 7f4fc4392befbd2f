/**
 * Azure OpenAI Realtime over a WebSocket, GA shapes. No SDK of Azure's speaks it in Java; the socket is the JDK's own, which
 * reads and writes without blocking, takes one message after the other and needs nothing of the server it runs in.
 *
 * <p>Implements {@link dev.parley.realtime.RealtimeModel}. Events come on the HTTP client's threads, one at a time. Facts:
 * azure-openai-realtime §1 to §5.
 */
package dev.parley.realtime.openai;
