package dev.parley.emulator.realtime.hearing;

import dev.parley.emulator.speech.recognition.VoicedSound;
import dev.parley.emulator.tone.ToneEvent;
import dev.parley.emulator.tone.WordEar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Understands the words of one stretch of audio after another. One stream, used under the session's lock. */
final class Ear {
    private static final int SHORTEST_VOICE_MS = 300;
    private static final int SURELY_VOICE_MS = 80;
    private static final Pattern SENTENCE_END = Pattern.compile(".*[.?!…]['\")\\]]*");

    private final IntFunction<WordEar> ears;
    private final int rateHz;
    private final VoicedSound voice;
    private final List<String> words = new ArrayList<>();
    private WordEar ear;

    Ear(int rateHz, IntFunction<WordEar> ears) {
        this.rateHz = rateHz;
        this.ears = ears;
        ear = ears.apply(rateHz);
        voice = new VoicedSound(rateHz);
    }

    void hear(short[] pcm, int offset, int length) {
        if (words.isEmpty()) {
            voice.hear(pcm, offset, length);
        }
        for (ToneEvent event : ear.hear(pcm, offset, length)) {
            if (event instanceof ToneEvent.Heard heard) {
                words.add(heard.word().text());
            }
        }
    }

    /** Whether the words so far are a whole sentence. */
    boolean finished() {
        return !words.isEmpty() && SENTENCE_END.matcher(words.getLast()).matches();
    }

    /** Whether there are words at all; without, nothing can be said of their meaning. */
    boolean understands() {
        return !words.isEmpty();
    }

    /** What was understood since the last time; the next stretch begins. */
    String take() {
        var silence = new short[rateHz / 10];
        hear(silence, 0, silence.length); // the last word may want its end
        String text = words.isEmpty() && voice.voicedMs() > SHORTEST_VOICE_MS
                ? VoicedSound.PLACEHOLDER
                : String.join(" ", words);
        forget();
        return text;
    }

    /** Whether what sounds is a voice: a cough or a knock begins no turn. */
    boolean voiced() {
        return !words.isEmpty() || voice.voicedMs() >= SURELY_VOICE_MS;
    }

    /** There was silence: sounds before it were none of a voice. */
    void rest() {
        voice.reset();
    }

    void forget() {
        words.clear();
        voice.reset();
        ear = ears.apply(rateHz);
    }
}
