package dev.parley.agents.prompty;

import dev.parley.agents.Persona.Limits;
import dev.parley.agents.Persona.SilencePolicy;
import dev.parley.agents.Persona.TurnPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turn-taking, silence and limits of a persona, with the defaults that hold where its file says nothing. Sentences have
 * defaults in English alone: a persona of another language says its own.
 */
final class Policies {
    private static final Duration END_OF_SPEECH = Duration.ofMillis(600); // the pause in which a caller may go on
    private static final int MIN_WORDS = 2; // one word may be an "mhm"
    private static final Duration SILENCE =
            Duration.ofSeconds(8); // longer, and a caller wonders whether the line is dead
    private static final int CALL_SECONDS = 1_800;
    private static final Duration FIRST_TOKEN = Duration.ofSeconds(8); // a model that is slower will not come
    private static final Duration FILLER_AFTER = Duration.ofMillis(1_200); // a silence that begins to feel long

    private final boolean english;
    private final Section ours;

    Policies(String language, Section ours) {
        this.english = language.startsWith("en-");
        this.ours = ours;
    }

    static Optional<String> defaultVoice(String language) {
        return language.equals("en-US") ? Optional.of("en-US-AvaMultilingualNeural") : Optional.empty();
    }

    TurnPolicy turns() {
        var turns = ours.section("turns");
        turns.knowsOnly(Set.of("endOfSpeechMs", "minWordsToInterrupt", "interruptible"));
        return new TurnPolicy(
                turns.millis("endOfSpeechMs", 100, 5_000).orElse(END_OF_SPEECH),
                turns.integer("minWordsToInterrupt", 1, 10).orElse(MIN_WORDS),
                turns.flag("interruptible", true));
    }

    SilencePolicy silence() {
        var silence = ours.section("silence");
        silence.knowsOnly(Set.of("afterMs", "prompts", "goodbye"));
        var prompts = silence.texts("prompts");
        if (!silence.has("prompts")) {
            requireEnglish(silence, "prompts");
            prompts = List.of("Are you still there?", "I cannot hear you. Is there anything I can do for you?");
        }
        return new SilencePolicy(
                silence.millis("afterMs", 2_000, 120_000).orElse(SILENCE),
                prompts,
                sentence(silence, "goodbye", "I cannot hear you, so I will hang up now. Goodbye."));
    }

    Limits limits() {
        var limits = ours.section("limits");
        limits.knowsOnly(Set.of("callSeconds", "callGoodbye", "firstTokenMs", "fillerAfterMs", "apology"));
        return new Limits(
                Duration.ofSeconds(limits.integer("callSeconds", 30, 14_400).orElse(CALL_SECONDS)),
                sentence(limits, "callGoodbye", "I am sorry, our time is up. Thank you for calling. Goodbye."),
                limits.millis("firstTokenMs", 500, 60_000).orElse(FIRST_TOKEN),
                limits.millis("fillerAfterMs", 200, 10_000).orElse(FILLER_AFTER),
                sentence(limits, "apology", "I am sorry, something went wrong on my side. Could you say that again?"));
    }

    private String sentence(Section section, String key, String inEnglish) {
        return section.text(key).orElseGet(() -> {
            requireEnglish(section, key);
            return inEnglish;
        });
    }

    private void requireEnglish(Section section, String key) {
        if (!english) {
            throw ours.fault("language", section.at(key) + " is needed: the default sentence is English");
        }
    }
}
