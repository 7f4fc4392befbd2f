package dev.parley.speech;

import java.util.Locale;
import java.util.Optional;

/**
 * Who speaks and how.
 *
 * @param name the service's voice name, such as {@code en-US-AvaMultilingualNeural}
 * @param language of the text
 * @param style express-as style, if the voice has any
 * @param rate SSML prosody rate, such as {@code +10%}
 * @param pitch SSML prosody pitch
 * @param lexicon address of a pronunciation lexicon (PLS) that the service fetches
 */
public record Voice(
        String name,
        Locale language,
        Optional<String> style,
        Optional<String> rate,
        Optional<String> pitch,
        Optional<String> lexicon) {
    /** Speaks words as it knows them. */
    public Voice(String name, Locale language, Optional<String> style, Optional<String> rate, Optional<String> pitch) {
        this(name, language, style, rate, pitch, Optional.empty());
    }
}
