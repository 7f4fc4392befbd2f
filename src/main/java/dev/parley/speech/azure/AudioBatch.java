package dev.parley.speech.azure;

import dev.parley.media.AudioFormat;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Gathers quiet frames into writes of 100 ms; while the caller speaks, and for a second after, every frame goes on at once.
 * Fewer native calls and nothing later than it must be. One thread at a time.
 */
final class AudioBatch {
    private static final int QUIET_BATCH_MS = 100;
    /** 1 s: until an utterance's end is decided its silence must not be late. */
    private static final int AFTER_SPEECH_MS = 1_000;
    /** About -36 dB of full scale: line noise is below, the quietest speech above. */
    private static final int LOUD = 500;

    private final Consumer<byte[]> sink;
    private final byte[] gathered;
    private final int afterSpeechBytes;
    private int length;
    private int speechBytesLeft;

    AudioBatch(AudioFormat format, Consumer<byte[]> sink) {
        this.sink = sink;
        this.gathered = new byte[format.bytesIn(QUIET_BATCH_MS)];
        this.afterSpeechBytes = format.bytesIn(AFTER_SPEECH_MS);
    }

    /** The sink owns the arrays that it gets. */
    void hear(byte[] pcm, int offset, int count) {
        speechBytesLeft = isLoud(pcm, offset, count) ? afterSpeechBytes : Math.max(0, speechBytesLeft - count);
        if (length + count > gathered.length) {
            flush();
        }
        if (count > gathered.length) {
            sink.accept(Arrays.copyOfRange(pcm, offset, offset + count));
            return;
        }
        System.arraycopy(pcm, offset, gathered, length, count);
        length += count;
        if (speechBytesLeft > 0 || length == gathered.length) {
            flush();
        }
    }

    private void flush() {
        if (length > 0) {
            sink.accept(Arrays.copyOf(gathered, length));
            length = 0;
        }
    }

    private static boolean isLoud(byte[] pcm, int offset, int count) {
        for (int i = offset; i + 1 < offset + count; i += 2) {
            int sample = (short) (pcm[i] & 0xFF | pcm[i + 1] << 8);
            if (sample > LOUD || sample < -LOUD) {
                return true;
            }
        }
        return false;
    }
}
