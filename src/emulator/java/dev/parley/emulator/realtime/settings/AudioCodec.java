package dev.parley.emulator.realtime.settings;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.audio.Pcm;
import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.Members;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Base64;
import java.util.stream.Stream;

/** The audio formats of a session: 16-bit little-endian PCM of 24 kHz, or G.711 of 8 kHz; always one channel. */
public enum AudioCodec {
    PCM("audio/pcm", 24_000),
    PCMU("audio/pcmu", 8_000),
    PCMA("audio/pcma", 8_000);

    private final String type;
    private final int rateHz;

    AudioCodec(String type, int rateHz) {
        this.type = type;
        this.rateHz = rateHz;
    }

    public int rateHz() {
        return rateHz;
    }

    /** The format's object in settings. */
    public JsonObject json() {
        JsonObjectBuilder format = JSON.createObjectBuilder().add("type", type);
        return this == PCM ? format.add("rate", rateHz).build() : format.build();
    }

    static AudioCodec read(Members format) {
        format.only("type", "rate");
        AudioCodec codec = of(format.needChoice(
                "type", Stream.of(values()).map(each -> each.type).toList()));
        if (codec == PCM) {
            format.whole("rate", codec.rateHz, codec.rateHz);
        } else if (format.has("rate")) {
            throw BadEvent.at(
                    format.path("rate"), "unknown_parameter", "Unknown parameter: '" + format.path("rate") + "'.");
        }
        return codec;
    }

    static AudioCodec of(String type) {
        return Stream.of(values())
                .filter(each -> each.type.equals(type))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The samples of a client's audio.
     *
     * @param param names the audio in an error
     * @throws BadEvent for what is not base64, or half a sample
     */
    public short[] samples(String base64, String param) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid(param);
        }
        if (this != PCM) {
            var samples = new short[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                samples[i] = this == PCMU ? G711.fromUlaw(bytes[i]) : G711.fromAlaw(bytes[i]);
            }
            return samples;
        }
        if (bytes.length % 2 != 0) {
            throw invalid(param);
        }
        return Pcm.samples(bytes);
    }

    private BadEvent invalid(String param) {
        return BadEvent.at(
                param,
                "invalid_value",
                "Invalid '" + param + "'. Expected base64-encoded audio bytes (mono " + type + " at " + rateHz / 1000
                        + "kHz) but got an invalid value.");
    }

    /** Samples from {@code offset} as a client gets them. */
    public String base64(short[] pcm, int offset, int length) {
        if (this == PCM) {
            return Base64.getEncoder().encodeToString(Pcm.bytes(pcm, offset, length));
        }
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = this == PCMU ? G711.toUlaw(pcm[offset + i]) : G711.toAlaw(pcm[offset + i]);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
