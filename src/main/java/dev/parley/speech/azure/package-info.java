/**
 * Hearing and speaking by Azure Speech, through its native SDK 1.50.
 *
 * <p>Edge of {@code speech}: may import media, config, telemetry. Native calls run on the bounded platform executor or on the
 * SDK's own threads, never on a virtual one (platform §13); what may stall is polled, not waited for. Events reach the
 * listener one at a time, on threads that the server does not know: what needs the application's names or class loader is
 * handed to its executors. Facts: azure-speech-usp.
 */
package dev.parley.speech.azure;
