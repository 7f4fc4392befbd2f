package dev.parley.emulator.acs.media;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** The messages of the service, as ACS writes them (protocols/acs-media-streaming.md §2). Put together by hand: one is made each 20 ms. */
public final class ServiceMessages {
    private final String subscriptionId;
    private final String participant;
    private final int sampleRateHz;
    private final String silence;

    /**
     * @param participant raw id of the speaker, empty for a mixed stream, which names nobody
     * @param sampleRateHz 16000 or 24000
     */
    public ServiceMessages(String subscriptionId, String participant, int sampleRateHz) {
        this.subscriptionId = subscriptionId;
        this.participant = participant;
        this.sampleRateHz = sampleRateHz;
        this.silence = Base64.getEncoder().encodeToString(new byte[sampleRateHz / 25]);
    }

    /** The first message of each connection. */
    public String metadata() {
        return "{\"kind\":\"AudioMetadata\",\"audioMetadata\":{\"subscriptionId\":\"" + subscriptionId
                + "\",\"encoding\":\"PCM\",\"sampleRate\":" + sampleRateHz + ",\"channels\":1,\"length\":"
                + sampleRateHz / 25 + "}}";
    }

    /** 20 ms of the caller; null is silence. */
    public String audio(short[] pcm) {
        String data = pcm == null ? silence : base64(pcm);
        StringBuilder json = new StringBuilder(data.length() + 160)
                .append("{\"kind\":\"AudioData\",\"audioData\":{\"timestamp\":\"")
                .append(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .append('"');
        if (!participant.isEmpty()) {
            json.append(",\"participantRawID\":\"").append(participant).append('"');
        }
        return json.append(",\"data\":\"")
                .append(data)
                .append("\",\"silent\":")
                .append(pcm == null)
                .append("}}")
                .toString();
    }

    /** A key the caller pressed: 0-9, A-D, * or #. */
    public String dtmf(char key) {
        return "{\"kind\":\"DtmfData\",\"dtmfData\":{\"data\":\"" + key + "\"}}";
    }

    private static String base64(short[] pcm) {
        byte[] bytes = new byte[pcm.length * 2];
        for (int i = 0; i < pcm.length; i++) {
            bytes[2 * i] = (byte) pcm[i];
            bytes[2 * i + 1] = (byte) (pcm[i] >> 8);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
