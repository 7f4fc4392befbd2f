package dev.parley.emulator.bench;

/**
 * Eleven milliseconds that say where in which utterance an audio stands: a loud beginning, then bits of a quarter of a
 * millisecond each, high or low: the utterance, the words that ended so far, the words in all, and a check. No bit is
 * shorter than what a telephone's filter lets pass, so that marks survive a change of the sample rate.
 *
 * @param utterance 0 to 65535
 * @param word 0 at the very beginning, else how many words have ended here
 * @param words in the whole utterance, up to 1023
 */
record Mark(int utterance, int word, int words) {
    /** The loud beginning, and 44 bits that say something. */
    private static final int BITS = 45;

    private static final int BITS_PER_SECOND = 4_000;
    private static final short LEVEL = 20_000;
    /** Canned speech stays below half of it, filters swing over by a tenth. */
    private static final short LOUD = 12_000;

    private static final int WORD_BITS = 10;
    private static final int CHECK_BITS = 8;

    static int samples(int rateHz) {
        return BITS * bitSamples(rateHz);
    }

    private static int bitSamples(int rateHz) {
        return rateHz / BITS_PER_SECOND;
    }

    boolean begins() {
        return word == 0;
    }

    boolean ends() {
        return word == words;
    }

    void stamp(short[] pcm, int at, int rateHz) {
        long bits = bits();
        int each = bitSamples(rateHz);
        for (int i = 0; i < BITS * each; i++) {
            boolean high = (bits >> BITS - 1 - i / each & 1) == 1;
            pcm[at + i] = high ? LEVEL : -LEVEL;
        }
    }

    private long bits() {
        long bits = 1;
        bits = bits << 16 | utterance;
        bits = bits << WORD_BITS | word & (1 << WORD_BITS) - 1;
        bits = bits << WORD_BITS | words & (1 << WORD_BITS) - 1;
        return bits << CHECK_BITS | check();
    }

    private int check() {
        return (utterance >> 8 ^ utterance ^ 31 * word ^ 7 * words ^ 0x5a) & (1 << CHECK_BITS) - 1;
    }

    /** Finds marks in a stream, wherever it was cut into pieces. One stream, one thread at a time. */
    static final class Reader {
        private final int bitSamples;
        private final short[] found;
        private int count;

        Reader(int rateHz) {
            bitSamples = bitSamples(rateHz);
            found = new short[samples(rateHz)];
        }

        /** Told of each mark, and how many samples of this piece were read with it. */
        interface Listener {
            void marked(Mark mark, int read);
        }

        void read(short[] pcm, int offset, int length, Listener listener) {
            for (int i = offset; i < offset + length; i++) {
                if (count == 0 && pcm[i] <= LOUD) {
                    continue;
                }
                found[count++] = pcm[i];
                if (count == found.length) {
                    count = 0;
                    long bits = bits();
                    var mark = new Mark(part(bits, 28, 16), part(bits, 18, WORD_BITS), part(bits, 8, WORD_BITS));
                    if (mark.check() == part(bits, 0, CHECK_BITS)) {
                        listener.marked(mark, i - offset + 1);
                    }
                }
            }
        }

        /** By the middle of each bit, because a filter blurs its edges. */
        private long bits() {
            long bits = 0;
            for (int bit = 0; bit < BITS; bit++) {
                int middle = bit * bitSamples + bitSamples / 2;
                bits = bits << 1 | (found[middle - 1] + found[middle] > 0 ? 1 : 0);
            }
            return bits;
        }

        private static int part(long bits, int shift, int length) {
            return (int) (bits >> shift) & (1 << length) - 1;
        }
    }
}
