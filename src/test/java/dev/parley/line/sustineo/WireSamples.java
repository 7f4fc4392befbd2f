package dev.parley.line.sustineo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The frames under {@code wire/sustineo}; their README names the sources. */
final class WireSamples {
    private WireSamples() {}

    static String frame(String name) {
        try (var file = WireSamples.class.getResourceAsStream("/wire/sustineo/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The audio that the samples carry: 20 ms at 24 kHz. */
    static byte[] audio() {
        var pcm = ByteBuffer.allocate(960).order(ByteOrder.LITTLE_ENDIAN);
        for (var sample = 0; sample < 480; sample++) {
            pcm.putShort((short) (37 * sample % 2000 - 1000));
        }
        return pcm.array();
    }
}
