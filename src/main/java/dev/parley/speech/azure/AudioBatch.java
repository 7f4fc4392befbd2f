package dev.parley.speech.azure;

import dev.parley.media.AudioFormat;
import java.util.function.Consumer;

/**
 * Gathers a caller's frames into the pieces in which the SDK sends them: 100 ms, counted from the beginning (azure-speech-usp
 * §3). It waits for the rest of such a piece anyway, so that nothing comes later, and each write wakes a thread. One thread at
 * a time.
 */
final class AudioBatch {
    private static final int SENT_AT_ONCE_MS = 100;

    private final Consumer<byte[]> sink;
    private final byte[] gathered;
    private int length;

    /** @param sink copies what it gets */
    AudioBatch(AudioFormat format, Consumer<byte[]> sink) {
        this.sink = sink;
        this.gathered = new byte[format.bytesIn(SENT_AT_ONCE_MS)];
    }

    void hear(byte[] pcm, int offset, int count) {
        int end = offset + count;
        for (int at = offset; at < end; ) {
            int fits = Math.min(end - at, gathered.length - length);
            System.arraycopy(pcm, at, gathered, length, fits);
            at += fits;
            length += fits;
            if (length == gathered.length) {
                sink.accept(gathered);
                length = 0;
            }
        }
    }
}
