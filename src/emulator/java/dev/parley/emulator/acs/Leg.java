package dev.parley.emulator.acs;

import java.net.URI;
import java.util.Optional;

/**
 * The server's side of a call, as it answered or created it.
 *
 * @param callbackUri where the events of the call go
 * @param operationContext comes back with the events
 * @param media the media stream it wants
 */
public record Leg(URI callbackUri, Optional<String> operationContext, Optional<Media> media) {

    /**
     * {@code mediaStreamingOptions} of answer and create.
     *
     * @param transportUrl the server's media endpoint, ws or wss
     * @param mixed whether speakers are mixed into one stream, which then names none
     * @param start whether to stream at once
     * @param bidirectional whether the server may send audio
     * @param dtmf whether keys are told
     * @param sampleRateHz 16000 or 24000, for both directions
     */
    public record Media(
            URI transportUrl, boolean mixed, boolean start, boolean bidirectional, boolean dtmf, int sampleRateHz) {}
}
