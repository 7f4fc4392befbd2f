/**
 * The voice sockets of the earlier system's web client: {@code /api/voice/{id}} and {@code /voice/{configuration_id}}.
 *
 * <p>Flat JSON objects, PCM in base64, 24 kHz both ways. Messages come in by the container's threads, one at a time per
 * socket. The browser answers client-side tools by itself and asks for them by {@code POST /api/agent/{id}}. Facts:
 * prior-systems §2.4, §3.8, §10.7, §12.
 */
package dev.parley.line.sustineo;
