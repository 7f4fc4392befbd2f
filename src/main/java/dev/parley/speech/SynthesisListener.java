package dev.parley.speech;

/**
 * What one synthesis yields. Called one at a time, on the adapter's threads, audio in order; exactly one of
 * {@link #finished} and {@link #failed} comes last, unless it was cancelled: then nothing comes after the cancel.
 */
public interface SynthesisListener {
    /** The next audio, PCM of the asked format; the array belongs to the listener. */
    void audio(byte[] pcm);

    /**
     * A word of the text and where it lies in the audio. Words come in order; the service may send a word after the audio
     * it describes, never after {@link #finished}.
     *
     * @param textEnd index in the asked text just behind the word and the punctuation that clings to it
     * @param offsetMs where it begins, from the start of this synthesis
     * @param durationMs how long it sounds
     */
    void word(int textEnd, long offsetMs, long durationMs);

    /** All audio was delivered: {@code totalBytes} in sum. */
    void finished(long totalBytes);

    /** It failed; what was delivered may be played. {@code retryable}: asking again may help. */
    void failed(String reason, boolean retryable);
}
