package dev.parley.emulator.bench;

/**
 * Eight samples that say where in which utterance an audio stands: four that no sound has, the utterance, the words that
 * ended so far, the words in all, and a check. Half a millisecond at 16 kHz.
 *
 * @param utterance 0 to 65535
 * @param word 0 at the very beginning, else how many words have ended here
 * @param words in the whole utterance
 */
record Mark(int utterance, int word, int words) {
    static final int SAMPLES = 8;

    private static final short[] PREAMBLE = {21_845, -21_846, 13_107, -13_108};
    private static final int CHECK = 0x5a5a;

    boolean begins() {
        return word == 0;
    }

    boolean ends() {
        return word == words;
    }

    void stamp(short[] pcm, int at) {
        System.arraycopy(PREAMBLE, 0, pcm, at, PREAMBLE.length);
        pcm[at + 4] = (short) utterance;
        pcm[at + 5] = (short) word;
        pcm[at + 6] = (short) words;
        pcm[at + 7] = check();
    }

    private short check() {
        return (short) (utterance ^ word << 5 ^ words ^ CHECK);
    }

    /** Finds marks in a stream, wherever it was cut into pieces. One stream, one thread at a time. */
    static final class Reader {
        private final short[] found = new short[SAMPLES];
        private int matched;

        /** Told of each mark, and how many samples of this piece were read with it. */
        interface Listener {
            void marked(Mark mark, int read);
        }

        void read(short[] pcm, int offset, int length, Listener listener) {
            for (int i = offset; i < offset + length; i++) {
                short sample = pcm[i];
                if (matched < PREAMBLE.length && sample != PREAMBLE[matched]) {
                    matched = sample == PREAMBLE[0] ? 1 : 0;
                    continue;
                }
                found[matched++] = sample;
                if (matched == SAMPLES) {
                    matched = 0;
                    var mark = new Mark(found[4] & 0xffff, found[5], found[6]);
                    if (mark.check() == found[7]) {
                        listener.marked(mark, i - offset + 1);
                    }
                }
            }
        }
    }
}
