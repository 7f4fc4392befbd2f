package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.AudioDataStream;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisResult;
import dev.parley.media.AudioFormat;

/**
 * The audio of one text as the SDK gathers it. Native, so nothing for virtual threads; but it never blocks, for only what is
 * there is read. One thread at a time.
 */
final class GatheredAudio {
    /** 20 ms: less than that is taken only where a text ends. */
    private static final int LEAST_MS = 20;
    /** 640 ms are taken at once at most. */
    private static final int LARGEST_STEPS = 32;

    private final AudioDataStream stream;
    private final int step;

    /** @param begun what the SDK answered when synthesis had begun */
    GatheredAudio(SpeechSynthesisResult begun, AudioFormat format) {
        stream = AudioDataStream.fromResult(begun);
        step = format.bytesIn(LEAST_MS);
    }

    /** The next audio, in whole steps of 20 ms; empty while there is none. */
    byte[] next() {
        int there = 0;
        for (int steps = LARGEST_STEPS; steps > 0; steps /= 2) {
            if (stream.canReadData(there + steps * step)) {
                there += steps * step;
            }
        }
        return there == 0 ? new byte[0] : taken(there);
    }

    /** The last bytes of the text, so many; empty while they are not all there. */
    byte[] last(int bytes) {
        return stream.canReadData(bytes) ? taken(bytes) : new byte[0];
    }

    private byte[] taken(int bytes) {
        var pcm = new byte[bytes];
        stream.readData(pcm);
        return pcm;
    }

    /** The SDK is done with the text. */
    void free() {
        stream.close();
    }
}
