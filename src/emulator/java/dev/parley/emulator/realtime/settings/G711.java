package dev.parley.emulator.realtime.settings;

/** The two companding laws of telephony: 8 bits for a sample of 16. Pure functions. */
final class G711 {
    private static final int ULAW_BIAS = 0x84;
    private static final int ULAW_CLIP = 32_635;
    private static final int ALAW_INVERT = 0x55;

    private G711() {}

    static short fromUlaw(byte code) {
        int inverted = ~code & 0xff;
        int exponent = inverted >> 4 & 7;
        int magnitude = ((inverted & 15) << 3) + ULAW_BIAS << exponent;
        int sample = magnitude - ULAW_BIAS;
        return (short) ((inverted & 0x80) != 0 ? -sample : sample);
    }

    static byte toUlaw(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), ULAW_CLIP) + ULAW_BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = magnitude >> exponent + 3 & 15;
        return (byte) ~(sign | exponent << 4 | mantissa);
    }

    static short fromAlaw(byte code) {
        int value = code ^ ALAW_INVERT;
        int exponent = value >> 4 & 7;
        int magnitude = ((value & 15) << 4) + 8;
        if (exponent > 0) {
            magnitude = magnitude + 0x100 << exponent - 1;
        }
        return (short) ((value & 0x80) != 0 ? magnitude : -magnitude);
    }

    static byte toAlaw(short sample) {
        int sign = sample < 0 ? 0 : 0x80;
        int magnitude = Math.min(Math.abs((int) sample), Short.MAX_VALUE) >> 4;
        int exponent = magnitude < 32 ? magnitude >> 4 : 31 - Integer.numberOfLeadingZeros(magnitude) - 3;
        int mantissa = magnitude >> Math.max(0, exponent - 1) & 15;
        return (byte) ((sign | exponent << 4 | mantissa) ^ ALAW_INVERT);
    }
}
