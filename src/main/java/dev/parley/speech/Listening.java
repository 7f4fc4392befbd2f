package dev.parley.speech;

import dev.parley.media.AudioFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How one call is listened to.
 *
 * @param language what is spoken
 * @param format of the audio that will be written
 * @param endOfSpeech the silence after which an utterance is final, 100 ms to 5 s
 * @param phrases names and words that the recogniser should expect
 */
public record Listening(Locale language, AudioFormat format, Duration endOfSpeech, List<String> phrases) {
    public Listening {
        phrases = List.copyOf(phrases);
    }
}
