/**
 * Hearing and speaking by Azure Speech, through its native SDK 1.50.
 *
 * <p>Edge of {@code speech}: may import media, config, telemetry. Native calls run on the bounded platform executor or on the
 * SDK's own threads, never on a virtual one (platform §13); what may stall is polled, not waited for. Events reach the
 * listener one at a time, in the context of whoever asked. Facts: azure-speech-usp.
 */
package dev.parley.speech.azure;
