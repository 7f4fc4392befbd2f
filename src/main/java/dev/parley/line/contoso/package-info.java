/**
 * The voice socket of the earlier shop's web client: {@code /api/voice}.
 *
 * <p>Every frame is {@code {"type","payload"}} whose payload is a text, itself JSON in some types; PCM in base64, 24 kHz both
 * ways. Messages come in by the container's threads, one at a time per socket. Facts: prior-systems §2.5, §10.7, §12.
 */
package dev.parley.line.contoso;
