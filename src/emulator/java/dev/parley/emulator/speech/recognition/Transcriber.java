package dev.parley.emulator.speech.recognition;

import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEvent;
import dev.parley.emulator.tone.ToneWord;
import dev.parley.emulator.tone.VoiceActivity;
import dev.parley.emulator.tone.WordEar;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Hears words in audio: partials as words complete, a phrase when the speaker was silent long enough. Tone speech gives its
 * words; any other voice gives {@link VoicedSound#PLACEHOLDER}. One turn, one thread at a time.
 */
final class Transcriber {
    private static final int SLICES_PER_SECOND = 50;
    /** Shorter sounds are nothing: clicks, a cough, a door. */
    private static final int SHORTEST_VOICE_MS = 300;
    /** Sound of this length is announced as the start of speech. */
    private static final int ANNOUNCED_MS = 100;
    /** A wrong partial is put right so much audio later, unless another word comes before. */
    private static final int CORRECTED_AFTER_MS = 220;

    private final int rateHz;
    private final long segmentationSamples;
    private final OptionalInt initialSilenceMs;
    private final WordEar ear;
    private final VoiceActivity sound;
    private final VoicedSound voice;
    private final List<ToneWord> words = new ArrayList<>();

    private long position;
    private long soundFrom = -1;
    private long silentFrom;
    private boolean announced;
    private boolean toneHeard;
    private boolean guessedPlaceholder;
    private long correctAt = -1;

    /**
     * @param segmentationSilenceMs silence that ends a phrase
     * @param initialSilenceMs silence after which nobody seems to speak; empty: wait for ever
     */
    Transcriber(int rateHz, int segmentationSilenceMs, OptionalInt initialSilenceMs) {
        this(rateHz, segmentationSilenceMs, initialSilenceMs, new ToneDecoder(rateHz));
    }

    /** @param ear hears the words */
    Transcriber(int rateHz, int segmentationSilenceMs, OptionalInt initialSilenceMs, WordEar ear) {
        this.rateHz = rateHz;
        this.segmentationSamples = samples(segmentationSilenceMs);
        this.initialSilenceMs = initialSilenceMs;
        this.ear = ear;
        sound = new VoiceActivity(rateHz);
        voice = new VoicedSound(rateHz);
    }

    /** Hears the next samples of the turn; what is recognised with them. */
    List<Transcript> hear(short[] pcm) {
        var told = new ArrayList<Transcript>();
        int slice = rateHz / SLICES_PER_SECOND;
        for (int at = 0; at < pcm.length; at += slice) {
            hear(pcm, at, Math.min(slice, pcm.length - at), told);
        }
        return told;
    }

    /** The audio ended: what was being said is finished as it is. */
    List<Transcript> end() {
        var told = new ArrayList<Transcript>();
        finish(told);
        return told;
    }

    long position() {
        return position;
    }

    private void hear(short[] pcm, int offset, int length, List<Transcript> told) {
        boolean active = sound.hear(pcm, offset, length);
        if (!toneHeard && (active || soundFrom >= 0)) {
            voice.hear(pcm, offset, length);
        }
        var events = ear.hear(pcm, offset, length);
        position += length;
        if (active && soundFrom < 0) {
            soundFrom = Math.max(0, position - length);
        }
        if (!announced && active && sound.lastSoundAt() - soundFrom >= samples(ANNOUNCED_MS)) {
            announced = true;
            told.add(new Transcript.SpeechStarted(soundFrom));
        }
        events.forEach(event -> heard(event, told));
        corrected(told);
        placeholder(told);
        segmented(told);
        silent(told);
    }

    private void heard(ToneEvent event, List<Transcript> told) {
        toneHeard = true;
        if (event instanceof ToneEvent.Heard heard) {
            words.add(heard.word());
            String guess = PartialErrors.guess(words);
            if (!guess.isEmpty()) {
                told.add(new Transcript.Partial(guess, start(), heard.word().endSample()));
            }
            correctAt = guess.equals(PartialErrors.right(words)) ? -1 : position + samples(CORRECTED_AFTER_MS);
        }
    }

    private void corrected(List<Transcript> told) {
        if (correctAt >= 0 && position >= correctAt) {
            correctAt = -1;
            told.add(new Transcript.Partial(
                    PartialErrors.right(words), start(), words.getLast().endSample()));
        }
    }

    private void placeholder(List<Transcript> told) {
        if (!toneHeard && !guessedPlaceholder && voice.voicedMs() > SHORTEST_VOICE_MS) {
            guessedPlaceholder = true;
            told.add(new Transcript.Partial(VoicedSound.PLACEHOLDER, soundFrom, sound.lastSoundAt()));
        }
    }

    private void segmented(List<Transcript> told) {
        if (soundFrom >= 0 && position - sound.lastSoundAt() >= segmentationSamples) {
            finish(told);
        }
    }

    private void silent(List<Transcript> told) {
        if (soundFrom < 0
                && initialSilenceMs.isPresent()
                && position - silentFrom >= samples(initialSilenceMs.getAsInt())) {
            silentFrom = position;
            told.add(new Transcript.InitialSilence(position));
        }
    }

    private void finish(List<Transcript> told) {
        if (soundFrom < 0) {
            return;
        }
        long end = sound.lastSoundAt();
        if (!words.isEmpty()) {
            told.add(new Transcript.Phrase(words, start(), words.getLast().endSample()));
        } else if (guessedPlaceholder) {
            var placeholder = new ToneWord(VoicedSound.PLACEHOLDER, soundFrom, end);
            told.add(new Transcript.Phrase(List.of(placeholder), soundFrom, end));
        } else if (end - soundFrom > samples(SHORTEST_VOICE_MS)) {
            told.add(new Transcript.NoMatch(soundFrom, end));
        }
        words.clear();
        voice.reset();
        soundFrom = -1;
        silentFrom = position;
        toneHeard = false;
        guessedPlaceholder = false;
        correctAt = -1;
    }

    private long start() {
        return words.getFirst().startSample();
    }

    private long samples(int ms) {
        return (long) ms * rateHz / 1000;
    }
}
