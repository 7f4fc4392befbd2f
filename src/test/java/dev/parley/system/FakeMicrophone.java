package dev.parley.system;

import dev.parley.emulator.tone.ToneEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a browser hears instead of a microphone: silence, then words in tone speech, then silence. Begins anew with each call. */
final class FakeMicrophone {
    private static final int RATE_HZ = 48_000;
    private static final int HEADER_BYTES = 44;

    private FakeMicrophone() {}

    /** Flags of a Chromium that lets pages hear this file without asking anybody. */
    static List<String> saying(String words, int afterMs) {
        var file = Path.of(System.getProperty("wars", "target"), "microphone-" + afterMs + ".wav")
                .toAbsolutePath();
        try {
            Files.write(file, wav(words, afterMs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-audio-capture=" + file + "%noloop");
    }

    /** RIFF, 16-bit mono PCM. */
    private static byte[] wav(String words, int afterMs) {
        var speech = ToneEncoder.encode(words, RATE_HZ).pcm();
        int before = afterMs * RATE_HZ / 1_000;
        int dataBytes = 2 * (before + speech.length + RATE_HZ);
        var wav = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE_HZ).putInt(2 * RATE_HZ).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(dataBytes);
        wav.position(wav.position() + 2 * before);
        wav.asShortBuffer().put(speech);
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
