package dev.parley.emulator.tone;

import java.util.List;

/** Hears words in a stream of samples. One stream, one thread at a time. */
public interface WordEar {
    /** What was heard with these samples, in order; positions count from the first sample ever given. The array is not kept. */
    List<ToneEvent> hear(short[] pcm, int offset, int length);
}
