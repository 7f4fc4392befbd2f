package dev.parley.conversation.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Persona.InterruptionPolicy;
import dev.parley.conversation.turns.BargeIn.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each strategy of interruption does with each sign of speech. */
class BargeInStrategiesTest {
    private static final Duration SPEECH = Duration.ofMillis(250);

    private static BargeIn by(InterruptBy by) {
        return by(by, true, Locale.US);
    }

    private static BargeIn by(InterruptBy by, boolean resume, Locale language) {
        var keywords = by == InterruptBy.KEYWORD ? List.of("operator", "stop it") : List.<String>of();
        return BargeIn.of(new InterruptionPolicy(by, 2, SPEECH, keywords, Optional.empty(), resume, true), language);
    }

    @ParameterizedTest
    @CsvSource({
        // by, sound, voice begins, voice lasts, "well", "well yes I", final "Well.", final "Mhm."
        "ANY_SPEECH, CUT, CUT, CUT, CUT, CUT, CUT, CUT",
        "MIN_WORDS, IGNORE, IGNORE, PAUSE, IGNORE, CUT, CUT, IGNORE",
        "MIN_SPEECH, IGNORE, IGNORE, CUT, CUT, CUT, CUT, IGNORE",
        "KEYWORD, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE",
        "NEVER, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE"
    })
    void eachStrategyKnowsItsSigns(
            InterruptBy by,
            Verdict sound,
            Verdict voice,
            Verdict lasting,
            Verdict word,
            Verdict words,
            Verdict utterance,
            Verdict backchannel) {
        var strategy = by(by);
        assertThat(strategy.onSound()).as("sound").isEqualTo(sound);
        assertThat(strategy.onVoice(Duration.ZERO)).as("voice begins").isEqualTo(voice);
        assertThat(strategy.onVoice(SPEECH)).as("voice lasts").isEqualTo(lasting);
        assertThat(strategy.onPartial("well")).as("a word").isEqualTo(word);
        assertThat(strategy.onPartial("well yes I")).as("words").isEqualTo(words);
        assertThat(strategy.onFinal("Well.")).as("utterance").isEqualTo(utterance);
        assertThat(strategy.onFinal("Mhm.")).as("backchannel").isEqualTo(backchannel);
    }

    @Test
    void withoutResumeAVoiceDoesNotPause() {
        assertThat(by(InterruptBy.MIN_WORDS, false, Locale.US).onVoice(SPEECH)).isEqualTo(Verdict.IGNORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "Operator, please.", "I want an operator!", "oh stop it now"})
    void aKeywordCutsWhereverItStands(String said) {
        assertThat(by(InterruptBy.KEYWORD).onPartial(said)).isEqualTo(Verdict.CUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cooperator", "stop", "it stops"})
    void aWordThatOnlyHoldsAKeywordDoesNot(String said) {
        assertThat(by(InterruptBy.KEYWORD).onFinal(said)).isEqualTo(Verdict.IGNORE);
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, 'Mm-hmm, okay, yes.'",
        "en-GB, Uh-huh.",
        "de-DE, 'Ja, genau.'",
        "fr-FR, D’accord.",
        "es-ES, Sí.",
        "ja-JP, Mhm."
    })
    void backchannelsAreKnownPerLanguage(Locale language, String said) {
        assertThat(by(InterruptBy.MIN_WORDS, true, language).onFinal(said)).isEqualTo(Verdict.IGNORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"No.", "Okay, but when?", "Yes I know", "Stop.", "Right now"})
    void aBackchannelIsNothingButSuchWords(String said) {
        assertThat(by(InterruptBy.MIN_WORDS).onFinal(said)).isEqualTo(Verdict.CUT);
    }

    @Test
    void aPersonaMayHaveItsOwnBackchannels() {
        var asides = Backchannels.of(Locale.US, Optional.of(List.of("roger", "copy that")));
        assertThat(asides.isOnly("Roger, copy that.")).isTrue();
        assertThat(asides.isOnly("Okay.")).isFalse();
    }

    @Test
    void aFarewellIsReturnedWithMoreWords() {
        var asides = Backchannels.of(Locale.US, Optional.empty());
        assertThat(asides.isOnlyFarewell("Okay, thank you very much, bye-bye then."))
                .isTrue();
        assertThat(asides.isOnlyFarewell("Thank you, but one more thing.")).isFalse();
        assertThat(asides.isOnly("Thank you, bye.")).isFalse();
    }
}
