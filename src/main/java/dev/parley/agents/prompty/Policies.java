package dev.parley.agents.prompty;

import dev.parley.agents.LatencyBudget;
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

/**
 * Turn-taking, silence and limits of a persona, as read from its section {@code parley}. Numbers and their ranges are the
 * schema's. Sentences have defaults in English alone: a persona of another language says its own.
 */
final class Policies {
    /** By then nearly every final is there: Azure's slowest percent needs 1.8 s. */
    private static final Duration FINAL_BEHIND_PAUSE = Duration.ofMillis(1_900);

    /** Quiet in ms after an unfinished sentence: people pause 300 to 900 ms inside one. */
    private static final Map<String, Integer> PATIENCE = Map.of("quick", 900, "normal", 1_300, "patient", 2_200);

    private static final Map<String, EndOfTurnBy> END_OF_TURN = Map.of(
            "pause", EndOfTurnBy.PAUSE,
            "sentence", EndOfTurnBy.SENTENCE,
            "adaptive", EndOfTurnBy.ADAPTIVE,
            "meaning", EndOfTurnBy.MEANING);
    private static final Map<String, InterruptBy> INTERRUPT_BY = Map.of(
            "any-speech", InterruptBy.ANY_SPEECH,
            "min-words", InterruptBy.MIN_WORDS,
            "min-speech", InterruptBy.MIN_SPEECH,
            "keyword", InterruptBy.KEYWORD,
            "never", InterruptBy.NEVER);

    private final boolean english;
    private final Section ours;

    Policies(String language, Section ours) {
        this.english = language.startsWith("en-");
        this.ours = ours;
    }

    TurnPolicy turns() {
        var turns = ours.section("turns");
        return new TurnPolicy(turns.millis("endOfSpeechMs").orElseThrow(), interruption(turns), openers(turns));
    }

    private static OpenerPolicy openers(Section turns) {
        var phrases = turns.texts("openers");
        return phrases.isEmpty()
                ? OpenerPolicy.NONE
                : new OpenerPolicy(phrases, turns.millis("openerAfterMs").orElseThrow());
    }

    private InterruptionPolicy interruption(Section turns) {
        var section = ours.section("interruption");
        if (section.has("by") && turns.has("interruptible")
                || section.has("words") && turns.has("minWordsToInterrupt")) {
            ours.error("interruption", "parley.interruption and parley.turns say the same thing: keep one");
        }
        boolean never = turns.has("interruptible") && !turns.flag("interruptible");
        var by = never ? InterruptBy.NEVER : section.choice("by", INTERRUPT_BY).orElseThrow();
        var keywords = section.texts("keywords");
        if (by == InterruptBy.KEYWORD == keywords.isEmpty()) {
            section.error("keywords", "parley.interruption.keywords belong to by: keyword, and it needs some");
        }
        return new InterruptionPolicy(
                by,
                turns.integer("minWordsToInterrupt")
                        .or(() -> section.integer("words"))
                        .orElseThrow(),
                section.millis("speechMs").orElseThrow(),
                keywords,
                section.has("backchannels") ? Optional.of(section.texts("backchannels")) : Optional.empty(),
                section.flag("resume"),
                !ours.isGroup("greeting") || ours.section("greeting").flag("interruptible"));
    }

    /** The greeting is a text, or a group of its text and whether it may be interrupted. */
    static Optional<String> greeting(Section ours) {
        return ours.isGroup("greeting") ? ours.section("greeting").text("text") : ours.text("greeting");
    }

    EndOfTurnPolicy endOfTurn() {
        var turns = ours.section("turns");
        var patience = Duration.ofMillis(turns.choice("patience", PATIENCE).orElseThrow());
        var quiet = turns.section("quietMs");
        return new EndOfTurnPolicy(
                turns.choice("endOfTurn", END_OF_TURN).orElseThrow(),
                quiet.millis("listening").orElse(patience),
                quiet.millis("thinking").orElse(patience),
                quiet.millis("speaking").orElse(patience),
                finalWait(turns),
                turns.integer("guesses").orElseThrow());
    }

    /** Unless the persona says otherwise, a final may come as late behind a long pause as behind the usual one. */
    private static Duration finalWait(Section turns) {
        var said = turns.millis("finalWaitMs").orElseThrow();
        var late = turns.millis("endOfSpeechMs").orElseThrow().plus(FINAL_BEHIND_PAUSE);
        return turns.has("finalWaitMs") || said.compareTo(late) > 0 ? said : late;
    }

    SilencePolicy silence() {
        var silence = ours.section("silence");
        needsEnglish(silence, List.of("prompts", "goodbye"));
        return new SilencePolicy(
                silence.millis("afterMs").orElseThrow(),
                silence.texts("prompts"),
                silence.text("goodbye").orElseThrow());
    }

    Limits limits() {
        var limits = ours.section("limits");
        needsEnglish(limits, List.of("callGoodbye", "apology"));
        return new Limits(
                limits.seconds("callSeconds").orElseThrow(),
                limits.text("callGoodbye").orElseThrow(),
                limits.millis("firstTokenMs").orElseThrow(),
                limits.millis("fillerAfterMs").orElseThrow(),
                limits.text("apology").orElseThrow(),
                limits.section("onFailure").text("transferTo"),
                limits.seconds("answerSeconds"),
                limits.integer("costCents"),
                limits.text("filler"));
    }

    LatencyBudget latencyBudget() {
        var budget = ours.section("latencyBudget");
        return new LatencyBudget(budget.millis("replyMs"), budget.millis("firstSoundMs"), budget.millis("bargeInMs"));
    }

    private void needsEnglish(Section section, List<String> sentences) {
        for (var key : sentences) {
            if (!english && !section.has(key)) {
                ours.error("language", section.at(key) + " is needed: the default sentence is English");
            }
        }
    }
}
