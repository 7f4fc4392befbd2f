package dev.parley.bench;

/**
 * Who is called.
 *
 * @param sampleRateHz of the media stream, 16000 or 24000
 */
record Callee(String number, int sampleRateHz) {
    /** The media rate of the cascade. */
    static Callee at16k(String number) {
        return new Callee(number, 16_000);
    }

    /** 16-bit samples of 20 ms. */
    int frameBytes() {
        return sampleRateHz / 25;
    }

    @Override
    public String toString() {
        return sampleRateHz / 1000 + " kHz";
    }
}
