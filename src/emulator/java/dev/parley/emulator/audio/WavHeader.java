package dev.parley.emulator.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The header of a WAV file or stream of 16-bit PCM.
 *
 * @param channels 1 or 2
 */
public record WavHeader(int sampleRateHz, int channels) {
    /** Bytes of the header that everybody writes: RIFF, fmt of 16 bytes, data. */
    public static final int LENGTH = 44;

    private static final int PCM = 1;
    private static final int BITS = 16;
    private static final int FORMAT_BYTES = 16;

    public WavHeader {
        if (channels < 1 || channels > 2) {
            throw new IllegalArgumentException("Channels: " + channels);
        }
        if (sampleRateHz < 1) {
            throw new IllegalArgumentException("Sample rate: " + sampleRateHz);
        }
    }

    /** What was read is no header of 16-bit PCM; the message says why and shows none of the bytes. */
    public static final class BadWavException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadWavException(String why) {
            super(why);
        }
    }

    /**
     * Reads the header and leaves the buffer at the first sample. Chunks between {@code fmt} and {@code data} are skipped.
     * Sizes of streams, which are zero or a maximum, are accepted.
     */
    public static WavHeader read(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < LENGTH) {
            throw new BadWavException("shorter than a RIFF header");
        }
        expect(bytes, "RIFF");
        bytes.getInt();
        expect(bytes, "WAVE");
        expect(bytes, "fmt ");
        int formatBytes = bytes.getInt();
        int format = bytes.getShort();
        int channels = bytes.getShort();
        int rate = bytes.getInt();
        int bytesPerSecond = bytes.getInt();
        int frameBytes = bytes.getShort();
        int bits = bytes.getShort();
        if (format != PCM || bits != BITS || channels < 1 || channels > 2 || rate < 1) {
            throw new BadWavException("not 16-bit PCM of one or two channels");
        }
        if (frameBytes != channels * 2 || bytesPerSecond != rate * frameBytes || formatBytes < FORMAT_BYTES) {
            throw new BadWavException("the format contradicts itself");
        }
        skip(bytes, formatBytes - FORMAT_BYTES);
        String chunk = name(bytes);
        int size = bytes.getInt();
        while (!chunk.equals("data")) {
            skip(bytes, size);
            chunk = name(bytes);
            size = bytes.getInt();
        }
        return new WavHeader(rate, channels);
    }

    /** The header of so many bytes of samples; 0 for a stream of unknown length. */
    public byte[] bytes(int dataBytes) {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(dataBytes == 0 ? 0 : dataBytes + LENGTH - 8)
                .put(ascii("WAVEfmt "))
                .putInt(FORMAT_BYTES)
                .putShort((short) PCM)
                .putShort((short) channels)
                .putInt(sampleRateHz)
                .putInt(sampleRateHz * channels * 2)
                .putShort((short) (channels * 2))
                .putShort((short) BITS)
                .put(ascii("data"))
                .putInt(dataBytes)
                .array();
    }

    private static void expect(ByteBuffer bytes, String name) {
        if (!name(bytes).equals(name)) {
            throw new BadWavException("no " + name.strip() + " where it belongs");
        }
    }

    private static String name(ByteBuffer bytes) {
        if (bytes.remaining() < 8) {
            throw new BadWavException("ends before its data");
        }
        var name = new byte[4];
        bytes.get(name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    private static void skip(ByteBuffer bytes, int count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new BadWavException("a chunk reaches beyond the end");
        }
        bytes.position(bytes.position() + count);
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
