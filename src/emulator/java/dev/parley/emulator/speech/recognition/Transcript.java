package dev.parley.emulator.speech.recognition;

import dev.parley.emulator.tone.ToneWord;
import java.util.List;

/** What a recogniser says of a stream, in order. Positions are samples since the turn's audio began. */
sealed interface Transcript {
    /** Sound that may be speech began, the first in this turn. */
    record SpeechStarted(long atSample) implements Transcript {}

    /** A guess at the words so far; may be wrong at its end. */
    record Partial(String text, long startSample, long endSample) implements Transcript {}

    /** A finished utterance. */
    record Phrase(List<ToneWord> words, long startSample, long endSample) implements Transcript {
        public Phrase {
            words = List.copyOf(words);
        }

        String text() {
            return String.join(" ", words.stream().map(ToneWord::text).toList());
        }
    }

    /** Sound that was no speech, or whose words were lost. */
    record NoMatch(long startSample, long endSample) implements Transcript {}

    /** Nobody spoke for as long as the client was willing to wait. */
    record InitialSilence(long atSample) implements Transcript {}
}
