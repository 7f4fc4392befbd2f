package dev.parley.line.acs;

import java.util.Base64;

/**
 * Writes what we say to ACS in the shape of the Java SDK's {@code OutStreamingData}, the one that every reader of this socket
 * understands: {@code kind} exactly so, {@code audioData} with a lower-case a (acs-media-streaming §3, prior-systems §12.7).
 */
final class AcsEncoder {
    /** ACS drops what it holds and stops at once. */
    static final String STOP = "{\"kind\":\"StopAudio\",\"stopAudio\":{}}";

    private AcsEncoder() {}

    static String audio(byte[] pcm) {
        return "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\""
                + Base64.getEncoder().encodeToString(pcm)
                + "\",\"timestamp\":null,\"participant\":null,\"isSilent\":false},\"stopAudio\":null}";
    }
}
