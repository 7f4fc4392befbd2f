package dev.parley.emulator.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 16-bit little-endian samples as bytes, and back. */
public final class Pcm {
    private Pcm() {}

    /** The samples of the remaining bytes, whose number must be even; the buffer is read to its end. */
    public static short[] samples(ByteBuffer bytes) {
        if (bytes.remaining() % 2 != 0) {
            throw new IllegalArgumentException("Half a sample: " + bytes.remaining() + " bytes");
        }
        var samples = new short[bytes.remaining() / 2];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        bytes.position(bytes.limit());
        return samples;
    }

    /** The samples of the array, whose length must be even. */
    public static short[] samples(byte[] bytes) {
        return samples(ByteBuffer.wrap(bytes));
    }

    /** The bytes of {@code length} samples from {@code offset}. */
    public static byte[] bytes(short[] samples, int offset, int length) {
        var bytes = new byte[length * 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples, offset, length);
        return bytes;
    }

    public static byte[] bytes(short[] samples) {
        return bytes(samples, 0, samples.length);
    }

    /** The sum of two signals, as long as the longer one, limited to 16 bits. */
    public static short[] mixed(short[] one, short[] other) {
        var sum = new short[Math.max(one.length, other.length)];
        for (int i = 0; i < sum.length; i++) {
            int value = (i < one.length ? one[i] : 0) + (i < other.length ? other[i] : 0);
            sum[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
        }
        return sum;
    }
}
