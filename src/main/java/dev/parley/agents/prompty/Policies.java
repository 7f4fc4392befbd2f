package dev.parley.agents.prompty;

import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.Persona.EndOfTurnPolicy;
import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Persona.InterruptionPolicy;
import dev.parley.agents.Persona.Limits;
import dev.parley.agents.Persona.OpenerPolicy;
import dev.parley.agents.Persona.SilencePolicy;
import dev.parley.agents.Persona.TurnPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turn-taking, silence and limits of a persona, with the defaults that hold where its file says nothing. Sentences have
 * defaults in English alone: a persona of another language says its own.
 */
final class Policies {
    private static final Duration END_OF_SPEECH = Duration.ofMillis(600); // the pause in which a caller may go on
    private static final int MIN_WORDS = 2; // one word may be an "mhm"
    /** Quiet after an unfinished sentence: people pause 300 to 900 ms inside one. */
    private static final Map<String, Integer> PATIENCE = Map.of("quick", 900, "normal", 1_300, "patient", 2_200);

    private static final Map<String, EndOfTurnBy> END_OF_TURN =
            Map.of("pause", EndOfTurnBy.PAUSE, "sentence", EndOfTurnBy.SENTENCE, "adaptive", EndOfTurnBy.ADAPTIVE);
    private static final Duration FINAL_WAIT = Duration.ofMillis(2_500); // Azure's slowest percent needs 1.8 s
    private static final int GUESSES = 3; // a guess is a question to the model
    private static final Map<String, InterruptBy> INTERRUPT_BY = Map.of(
            "any-speech", InterruptBy.ANY_SPEECH,
            "min-words", InterruptBy.MIN_WORDS,
            "min-speech", InterruptBy.MIN_SPEECH,
            "keyword", InterruptBy.KEYWORD,
            "never", InterruptBy.NEVER);
    private static final Set<String> INTERRUPTION_KEYS =
            Set.of("by", "words", "speechMs", "keywords", "backchannels", "resume");
    private static final Set<String> TURN_KEYS = Set.of(
            "endOfSpeechMs",
            "minWordsToInterrupt",
            "interruptible",
            "endOfTurn",
            "patience",
            "quietMs",
            "finalWaitMs",
            "guesses",
            "openers",
            "openerAfterMs");
    private static final int MOST_OPENERS = 10;
    private static final int LONGEST_OPENER = 60; // three seconds of speech, and the answer waits behind it
    private static final Duration OPENER_AFTER = Duration.ofMillis(300);
    private static final Duration SILENCE =
            Duration.ofSeconds(8); // longer, and a caller wonders whether the line is dead
    private static final int CALL_SECONDS = 1_800;
    private static final Duration FIRST_TOKEN = Duration.ofSeconds(8); // a model that is slower will not come
    private static final Duration FILLER_AFTER = Duration.ofMillis(1_200); // a silence that begins to feel long

    /** E.164, or a raw id: acs-call-automation §3. */
    private static final Pattern TRANSFER_TARGET =
            Pattern.compile("\\+[1-9]\\d{1,14}|4:\\+[1-9]\\d{1,14}|(8|28):[A-Za-z0-9:_-]{1,200}");

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
        turns.knowsOnly(TURN_KEYS);
        return new TurnPolicy(
                turns.millis("endOfSpeechMs", 100, 5_000).orElse(END_OF_SPEECH), interruption(turns), openers(turns));
    }

    private static OpenerPolicy openers(Section turns) {
        var phrases = turns.texts("openers");
        if (phrases.size() > MOST_OPENERS) {
            throw turns.fault("openers", turns.at("openers") + " are at most " + MOST_OPENERS);
        }
        if (phrases.stream().anyMatch(phrase -> phrase.isEmpty() || phrase.length() > LONGEST_OPENER)) {
            throw turns.fault("openers", turns.at("openers") + " have 1 to " + LONGEST_OPENER + " characters each");
        }
        var after = turns.millis("openerAfterMs", 0, 5_000).orElse(OPENER_AFTER);
        return phrases.isEmpty() ? OpenerPolicy.NONE : new OpenerPolicy(phrases, after);
    }

    private InterruptionPolicy interruption(Section turns) {
        var section = ours.section("interruption");
        section.knowsOnly(INTERRUPTION_KEYS);
        if (section.has("by") && turns.has("interruptible")
                || section.has("words") && turns.has("minWordsToInterrupt")) {
            throw ours.fault("interruption", "parley.interruption and parley.turns say the same thing: keep one");
        }
        var usual = turns.flag("interruptible", true) ? InterruptBy.MIN_WORDS : InterruptBy.NEVER;
        var by = section.choice("by", INTERRUPT_BY).orElse(usual);
        var keywords = section.texts("keywords");
        if (by == InterruptBy.KEYWORD == keywords.isEmpty()) {
            throw section.fault("keywords", "parley.interruption.keywords belong to by: keyword, and it needs some");
        }
        return new InterruptionPolicy(
                by,
                section.integer("words", 1, 10)
                        .or(() -> turns.integer("minWordsToInterrupt", 1, 10))
                        .orElse(MIN_WORDS),
                section.millis("speechMs", 100, 2_000).orElse(InterruptionPolicy.USUAL_SPEECH),
                keywords,
                section.has("backchannels") ? Optional.of(section.texts("backchannels")) : Optional.empty(),
                section.flag("resume", true),
                mayInterruptGreeting());
    }

    /** The greeting is a text, or a group of its text and whether it may be interrupted. */
    static Optional<String> greeting(Section ours) {
        return isGroup(ours, "greeting") ? greetingGroup(ours).text("text") : ours.text("greeting");
    }

    private boolean mayInterruptGreeting() {
        return !isGroup(ours, "greeting") || greetingGroup(ours).flag("interruptible", true);
    }

    private static boolean isGroup(Section ours, String key) {
        return ours.value(key).filter(Map.class::isInstance).isPresent();
    }

    private static Section greetingGroup(Section ours) {
        var group = ours.section("greeting");
        group.knowsOnly(Set.of("text", "interruptible"));
        if (group.text("text").isEmpty()) {
            throw ours.fault("greeting", "parley.greeting.text is needed");
        }
        return group;
    }

    EndOfTurnPolicy endOfTurn() {
        var turns = ours.section("turns");
        var patience = Duration.ofMillis(turns.choice("patience", PATIENCE).orElse(PATIENCE.get("normal")));
        var quiet = turns.section("quietMs");
        quiet.knowsOnly(Set.of("listening", "thinking", "speaking"));
        return new EndOfTurnPolicy(
                turns.choice("endOfTurn", END_OF_TURN).orElse(EndOfTurnBy.ADAPTIVE),
                quiet.millis("listening", 0, 5_000).orElse(patience),
                quiet.millis("thinking", 0, 5_000).orElse(patience),
                quiet.millis("speaking", 0, 5_000).orElse(patience),
                turns.millis("finalWaitMs", 0, 10_000).orElse(FINAL_WAIT),
                turns.integer("guesses", 0, 10).orElse(GUESSES));
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
        limits.knowsOnly(Set.of("callSeconds", "callGoodbye", "firstTokenMs", "fillerAfterMs", "apology", "onFailure"));
        return new Limits(
                Duration.ofSeconds(limits.integer("callSeconds", 30, 14_400).orElse(CALL_SECONDS)),
                sentence(limits, "callGoodbye", "I am sorry, our time is up. Thank you for calling. Goodbye."),
                limits.millis("firstTokenMs", 500, 60_000).orElse(FIRST_TOKEN),
                limits.millis("fillerAfterMs", 200, 10_000).orElse(FILLER_AFTER),
                sentence(limits, "apology", "I am sorry, something went wrong on my side. Could you say that again?"),
                transferTo(limits));
    }

    private static Optional<String> transferTo(Section limits) {
        var failure = limits.section("onFailure");
        failure.knowsOnly(Set.of("transferTo"));
        var to = failure.text("transferTo");
        if (limits.has("onFailure")
                && to.filter(id -> TRANSFER_TARGET.matcher(id).matches()).isEmpty()) {
            throw limits.fault(
                    "onFailure",
                    failure.at("transferTo")
                            + " must be a number in quotes, as \"+15551230000\", or a raw id, as 8:acs:...");
        }
        return to;
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
