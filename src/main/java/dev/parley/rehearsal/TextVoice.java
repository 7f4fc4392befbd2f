package dev.parley.rehearsal;

import dev.parley.conversation.Time;
import dev.parley.media.AudioFormat;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.Voice;
import java.time.Duration;
import java.util.Optional;

/** A voice without sound: silence that lasts as long as the words would, and says where they lie. */
final class TextVoice implements TextToSpeech {
    /** How long a word lasts: 170 a minute, a calm speaker. */
    static final long WORD_MS = 350;
    /** What a usual service takes until its first audio. */
    private static final Duration FIRST_AUDIO = Duration.ofMillis(200);

    private final Time time;

    TextVoice(Time time) {
        this.time = time;
    }

    @Override
    public void warm(Voice voice, AudioFormat format) {
        // there is nothing to open
    }

    @Override
    public void warmStream(Voice voice, AudioFormat format) {
        // there is nothing to open
    }

    @Override
    public Synthesis speak(Voice voice, AudioFormat format, String text, SynthesisListener listener) {
        var cancel = time.after(FIRST_AUDIO, () -> tell(format, text, listener));
        return cancel::run;
    }

    @Override
    public Optional<Streamed> stream(Voice voice, AudioFormat format, SynthesisListener listener) {
        return Optional.empty();
    }

    private static void tell(AudioFormat format, String text, SynthesisListener listener) {
        long atMs = 0;
        for (int end = 1; end <= text.length(); end++) {
            boolean last = end == text.length() || Character.isWhitespace(text.charAt(end));
            if (last && !Character.isWhitespace(text.charAt(end - 1))) {
                listener.word(end, atMs, WORD_MS);
                atMs += WORD_MS;
            }
        }
        var pcm = new byte[format.bytesIn(atMs)];
        listener.audio(pcm);
        listener.finished(pcm.length);
    }
}
