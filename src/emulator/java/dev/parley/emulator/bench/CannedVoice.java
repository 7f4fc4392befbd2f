package dev.parley.emulator.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The one recording all canned speech is cut from: a hum with the pitch and the swing of a voice. Thread-safe. */
final class CannedVoice {
    /** 300 ms: people say three to four words a second. */
    static final int WORD_MS = 300;

    private static final int WORDS = 16;
    private static final int PITCH_HZ = 130;
    private static final int LOUDEST = 6_000;

    private final Map<Integer, short[]> recordings = new ConcurrentHashMap<>();

    /** Sound for so many words. */
    short[] words(int count, int rateHz) {
        short[] recording = recordings.computeIfAbsent(rateHz, CannedVoice::recorded);
        short[] pcm = new short[count * samplesOfWord(rateHz)];
        for (int at = 0; at < pcm.length; at += recording.length) {
            System.arraycopy(recording, 0, pcm, at, Math.min(recording.length, pcm.length - at));
        }
        return pcm;
    }

    static int samplesOfWord(int rateHz) {
        return rateHz / 1000 * WORD_MS;
    }

    private static short[] recorded(int rateHz) {
        short[] pcm = new short[WORDS * samplesOfWord(rateHz)];
        for (int i = 0; i < pcm.length; i++) {
            double seconds = (double) i / rateHz;
            double phase = 2 * Math.PI * PITCH_HZ * seconds + 0.6 * Math.sin(2 * Math.PI * 5 * seconds);
            double swing = 0.6 + 0.4 * Math.sin(2 * Math.PI * seconds * 1000 / WORD_MS);
            double hum =
                    Math.sin(phase) + 0.6 * Math.sin(3 * phase) + 0.5 * Math.sin(5 * phase) + 0.2 * Math.sin(9 * phase);
            pcm[i] = (short) (LOUDEST * swing * hum / 2.3);
        }
        return pcm;
    }
}
