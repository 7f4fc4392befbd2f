package dev.parley.cascade;

import dev.parley.cascade.SpokenCache.Phrase;
import dev.parley.conversation.SetPhrases;
import dev.parley.media.AudioFormat;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.TextToSpeech.Synthesis;
import dev.parley.speech.Voice;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The voice of one call: speaks the persona's set phrases from memory where they are there, all else by synthesis, and gets
 * the urgent phrases ready once the call has spoken. A set phrase sounds in the persona's own voice even where another one
 * had to take over. Thread-safe.
 */
final class CachedVoice {
    private final SpokenCache cache;
    private final TextToSpeech textToSpeech;
    private final Executor threads;
    private final Voice own;
    private final AudioFormat format;
    private final SetPhrases phrases;
    private final AtomicBoolean prepared = new AtomicBoolean();

    CachedVoice(
            SpokenCache cache,
            TextToSpeech textToSpeech,
            Executor threads,
            Voice own,
            AudioFormat format,
            SetPhrases phrases) {
        this.cache = cache;
        this.textToSpeech = textToSpeech;
        this.threads = threads;
        this.own = own;
        this.format = format;
        this.phrases = phrases;
    }

    /** As {@link TextToSpeech#speak}: what is known is told by another thread, too. */
    Synthesis speak(Voice by, String text, SynthesisListener listener) {
        var phrase = new Phrase(by, format, text);
        boolean set = phrases.all().contains(text);
        var known = cache.find(phrase).or(() -> cache.find(new Phrase(own, format, text)));
        if (set && known.isPresent()) {
            var replay = new Replay(known.get(), listener);
            threads.execute(replay);
            return replay;
        }
        SynthesisListener ear = prepared.get() ? listener : new FirstSpoken(listener);
        return textToSpeech.speak(
                by, format, text, set ? new Recorder(ear, recording -> cache.keep(phrase, recording)) : ear);
    }

    private void prepare() {
        if (prepared.compareAndSet(false, true)) {
            cache.prepare(phrases.urgent().stream()
                    .map(text -> new Phrase(own, format, text))
                    .toList());
        }
    }

    /** Prepares the urgent phrases when a synthesis has come to its end: not before, lest a caller waits for them. */
    private final class FirstSpoken implements SynthesisListener {
        private final SynthesisListener listener;

        FirstSpoken(SynthesisListener listener) {
            this.listener = listener;
        }

        @Override
        public void audio(byte[] pcm) {
            listener.audio(pcm);
        }

        @Override
        public void word(int textEnd, long offsetMs, long durationMs) {
            listener.word(textEnd, offsetMs, durationMs);
        }

        @Override
        public void finished(long totalBytes) {
            listener.finished(totalBytes);
            prepare();
        }

        @Override
        public void failed(String reason, boolean retryable) {
            listener.failed(reason, retryable);
        }
    }
}
