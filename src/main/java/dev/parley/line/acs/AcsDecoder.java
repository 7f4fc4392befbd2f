package dev.parley.line.acs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Base64;

/**
 * Reads media messages, tolerant as every client of this socket needs it: member names and kinds in any case, members in any
 * order, extra ones ignored, content under its own name, under {@code payload} or at the top. {@code kind} decides; without
 * it, the name of the member that holds the content (protocols acs-media-streaming §2, prior-systems §10.7, §12.7). Not
 * thread-safe: one per socket.
 */
final class AcsDecoder {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();
    /** {@code pcm16KMono} is what ACS streams when nothing else was asked (acs-media-streaming §4). */
    private static final int DEFAULT_RATE_HZ = 16_000;

    private static final byte[] NO_AUDIO = {};
    private static final String[] CONTENTS = {
        "audioData", "audioMetadata", "dtmfData", "dtmfTone", "stopAudio", "sessionMetadata"
    };

    private String kind;
    private String content;
    private String data;
    private String tone;
    private String encoding;
    private String participant;
    private boolean silent;
    private long stampMs;
    private int sampleRateHz;
    private int channels;

    /** @throws MalformedMessage if it is no JSON object or its content cannot be what its kind says */
    AcsMessage decode(String message) {
        kind = content = data = tone = encoding = null;
        participant = "";
        silent = false;
        stampMs = 0;
        sampleRateHz = DEFAULT_RATE_HZ;
        channels = 1;
        try (var json = JSON.createParser(message)) {
            read(json);
        } catch (IOException notJson) {
            // The parser's words quote the message, which may hold what was said: they stay here.
            throw new MalformedMessage("not JSON");
        }
        return interpreted();
    }

    private void read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedMessage("not a JSON object");
        }
        var depth = 1;
        var name = "";
        while (depth > 0) {
            var token = json.nextToken();
            switch (token) {
                case FIELD_NAME -> name = json.currentName();
                case START_OBJECT -> {
                    if (depth == 1 && content == null) {
                        content = contentNamed(name);
                    }
                    if (depth == 1) {
                        depth++;
                    } else {
                        json.skipChildren();
                    }
                }
                case END_OBJECT -> depth--;
                case START_ARRAY -> json.skipChildren();
                case VALUE_NULL -> {}
                case null -> throw new MalformedMessage("cut short");
                default -> value(name, json);
            }
        }
        if (json.nextToken() != null) {
            throw new MalformedMessage("more than one JSON value");
        }
    }

    private void value(String name, JsonParser json) throws IOException {
        if (name.equalsIgnoreCase("data")) {
            data = json.getText();
        } else if (name.equalsIgnoreCase("kind")) {
            kind = json.getText();
        } else if (name.equalsIgnoreCase("timestamp")) {
            stampMs = json.currentToken().isNumeric()
                    ? TimeStamps.ofNumber(json.getDoubleValue())
                    : TimeStamps.ofText(json.getText());
        } else if (name.equalsIgnoreCase("silent") || name.equalsIgnoreCase("isSilent")) {
            silent = Boolean.parseBoolean(json.getText());
        } else if (name.equalsIgnoreCase("participantRawID") || name.equalsIgnoreCase("participantId")) {
            participant = json.getText();
        } else if (name.equalsIgnoreCase("sampleRate") || name.equalsIgnoreCase("rate")) {
            sampleRateHz = number(json);
        } else if (name.equalsIgnoreCase("channels")) {
            channels = number(json);
        } else if (name.equalsIgnoreCase("encoding")) {
            encoding = json.getText();
        } else if (name.equalsIgnoreCase("tone")) {
            tone = json.getText();
        }
    }

    private static int number(JsonParser json) throws IOException {
        try {
            return Integer.parseInt(json.getText());
        } catch (NumberFormatException other) {
            return 0;
        }
    }

    private AcsMessage interpreted() {
        var means = kind != null ? kind : content;
        if (means == null) {
            throw new MalformedMessage("neither a kind nor a content that tells it");
        }
        if (means.equalsIgnoreCase("AudioData")) {
            return new AcsMessage.Audio(audio(), silent, stampMs, participant);
        }
        if (means.equalsIgnoreCase("AudioMetadata")) {
            return new AcsMessage.Metadata(encoding == null ? "PCM" : encoding, sampleRateHz, channels);
        }
        if (means.equalsIgnoreCase("DtmfData") || means.equalsIgnoreCase("DtmfTone")) {
            return new AcsMessage.Key(Keys.named(data != null ? data : tone));
        }
        return new AcsMessage.Other(means);
    }

    private byte[] audio() {
        if (data == null || data.isEmpty()) {
            silent = true;
            return NO_AUDIO;
        }
        try {
            var pcm = Base64.getDecoder().decode(data);
            if (pcm.length % 2 != 0) {
                throw new MalformedMessage("audio ends within a sample");
            }
            return pcm;
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedMessage("audio is not base64");
        }
    }

    private static String contentNamed(String name) {
        for (var known : CONTENTS) {
            if (known.equalsIgnoreCase(name)) {
                return known;
            }
        }
        return null;
    }
}
