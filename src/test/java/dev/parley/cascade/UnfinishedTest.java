package dev.parley.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnfinishedTest {
    private final Unfinished unfinished = new Unfinished(Duration.ofMillis(600));

    @Test
    void threeSecondsOfAVoiceWithoutAnyReactionAreDeafness() {
        unfinished.voiceBegan(1_000);

        assertThat(deafAfterMs(10_000)).isEqualTo(3_000);
    }

    @Test
    void quietIsNoReasonToReact() {
        assertThat(deafAfterMs(60_000)).isEqualTo(-1);
    }

    @Test
    void whatNoRecogniserReactsToIsTriedLessAndLessOften() {
        unfinished.voiceBegan(0);

        assertThat(deafAfterMs(100_000)).isEqualTo(3_000);
        unfinished.begunAnew();
        assertThat(deafAfterMs(100_000)).isEqualTo(6_000);
        for (int i = 0; i < 10; i++) {
            unfinished.begunAnew();
            deafAfterMs(100_000);
        }
        unfinished.begunAnew();
        assertThat(deafAfterMs(100_000)).isEqualTo(60_000);
    }

    @Test
    void aReactionBeginsTheWaitAnew() {
        unfinished.voiceBegan(0);
        assertThat(deafAfterMs(2_900)).isEqualTo(-1);
        unfinished.speaks(0, false);

        assertThat(deafAfterMs(10_000)).isEqualTo(3_000);
    }

    @Test
    void anUtteranceWithWordsMayPauseForLonger() {
        unfinished.voiceBegan(0);
        unfinished.speaks(0, true);

        assertThat(deafAfterMs(20_000)).isEqualTo(10_000);
    }

    @Test
    void aFinalThatDoesNotComeIsDeafnessToo() {
        unfinished.voiceBegan(0);
        unfinished.speaks(0, true);
        unfinished.voiceEnded(1_000);

        assertThat(deafAfterMs(20_000)).isBetween(3_600L, 3_640L);
    }

    @Test
    void whoTakesOverWithALongerPauseGivesTheFinalThatMuchMoreTime() {
        unfinished.endOfSpeech(Duration.ofMillis(4_000));
        unfinished.voiceBegan(0);
        unfinished.speaks(0, true);
        unfinished.voiceEnded(1_000);

        assertThat(deafAfterMs(20_000)).isBetween(7_000L, 7_040L);
    }

    @Test
    void aFewWordsToARecogniserThatSaysNothingAreNotForgotten() {
        unfinished.voiceBegan(0);
        assertThat(deafAfterMs(900)).isEqualTo(-1);
        unfinished.voiceEnded(900);

        assertThat(deafAfterMs(20_000)).isBetween(3_600L, 3_640L);
        unfinished.begunAnew();
        assertThat(deafAfterMs(60_000)).isEqualTo(-1);
    }

    @Test
    void aCoughIsNoReasonToReact() {
        unfinished.voiceBegan(0);
        assertThat(deafAfterMs(300)).isEqualTo(-1);
        unfinished.voiceEnded(300);

        assertThat(deafAfterMs(60_000)).isEqualTo(-1);
    }

    @Test
    void aVoiceThatWasNotReactedToIsHeardAgainFromItsBegin() {
        unfinished.voiceBegan(1_000);

        assertThat(unfinished.fromMs(4_000)).isEqualTo(700);
    }

    @Test
    void aVoiceLongAgoWasNoSpeech() {
        unfinished.voiceBegan(1_000);
        unfinished.voiceEnded(2_000);

        assertThat(unfinished.fromMs(20_000)).isEqualTo(18_000);
    }

    @Test
    void whatIsFinalIsNotHeardAgainButAVoiceBehindItIs() {
        unfinished.voiceBegan(1_000);
        unfinished.heard(3_000);

        assertThat(unfinished.fromMs(8_000)).isEqualTo(3_000);
    }

    /** Milliseconds until it is deaf, within so many; -1: it is not. */
    private long deafAfterMs(long mostMs) {
        for (long ms = 20; ms <= mostMs; ms += 20) {
            if (unfinished.isDeafAfter(20)) {
                return ms;
            }
        }
        return -1;
    }
}
