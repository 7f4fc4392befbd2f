package dev.parley.emulator.tone;

/**
 * The code: one tone per symbol of 25 ms, phase continuous from symbol to symbol.
 *
 * <p>Sixteen data tones (700 to 2200 Hz, 100 Hz apart) are the sixteen values of half a byte. Five marks lie above them, so
 * that no data looks like a mark. A word is {@code FIRST|NEXT SYNC, data, STOP}; its data are the UTF-8 bytes, high half
 * first, and three symbols of check. {@code FIRST} opens the first word of an utterance, {@code NEXT} each other word, and
 * two symbols {@code END} close the utterance. Every word brings its own timing by the change from {@code FIRST|NEXT} to
 * {@code SYNC}; silence may lie between words. All frequencies are multiples of 100 Hz, so that at most 50 Hz wide filters
 * of 20 ms tell them apart.
 */
final class ToneCode {
    static final int SYMBOLS_PER_SECOND = 40;
    /** Amplitude of the carrier: a gain of 6 dB does not clip it. */
    static final int AMPLITUDE = 9_000;

    static final int DATA_TONES = 16;
    static final int FIRST = 16;
    static final int NEXT = 17;
    static final int SYNC = 18;
    static final int STOP = 19;
    static final int END = 20;
    static final int TONES = 21;
    static final int END_SYMBOLS = 2;

    private static final int DATA_FROM_HZ = 700;
    private static final int DATA_STEP_HZ = 100;
    private static final int MARKS_FROM_HZ = 2_400;
    private static final int MARKS_STEP_HZ = 200;
    /** All frequencies are multiples of it. */
    static final int RASTER_HZ = 100;

    private ToneCode() {}

    static int frequencyHz(int tone) {
        return tone < DATA_TONES
                ? DATA_FROM_HZ + tone * DATA_STEP_HZ
                : MARKS_FROM_HZ + (tone - DATA_TONES) * MARKS_STEP_HZ;
    }
}
