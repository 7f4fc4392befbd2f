package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.AudioFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlayoutLedgerTest {
    private static final PieceId PIECE = new PieceId(new TurnId(1), 0);
    private static final PieceId NEXT = new PieceId(new TurnId(1), 1);
    private static final int SECOND = 16_000;

    private final PlayoutLedger ledger = new PlayoutLedger(AudioFormat.PCM_16K, Duration.ZERO);

    private static long ms(long ms) {
        return ms * 1_000_000;
    }

    private void placed(PieceId piece, String text) {
        ledger.begin(piece, text);
        int words = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                ledger.placed(new EngineEvent.WordPlaced(piece, i, words++ * 250L, 250));
            }
        }
    }

    @Test
    void aWordCountsOnceItWasPlayedWhole() {
        placed(PIECE, "one two three four");
        ledger.sent(PIECE, SECOND, ms(0));
        assertThat(ledger.heard(PIECE, ms(499))).isEqualTo("one");
        assertThat(ledger.heard(PIECE, ms(500))).isEqualTo("one two");
    }

    @Test
    void whatWasSentAheadIsPlayedOnlyInItsTime() {
        placed(PIECE, "one two three four");
        placed(NEXT, "five six seven eight");
        ledger.sent(PIECE, SECOND, ms(0));
        ledger.sent(NEXT, SECOND, ms(100));
        assertThat(ledger.heard(NEXT, ms(1_000))).isEmpty();
        assertThat(ledger.heard(NEXT, ms(1_300))).isEqualTo("five");
        assertThat(ledger.heardUntil()).isEqualTo(ms(2_000));
    }

    @Test
    void afterAStopItGoesOnAtTheWordThatWasCut() {
        placed(PIECE, "one two three four");
        placed(NEXT, "five six seven eight");
        ledger.given(PIECE, SECOND);
        ledger.sent(PIECE, SECOND, ms(0));
        ledger.sent(NEXT, SECOND / 5, ms(600));

        assertThat(ledger.rewind(ms(600))).contains(new PlayoutLedger.Position(PIECE, SECOND / 2));
        assertThat(ledger.heard(PIECE, ms(5_000))).isEqualTo("one two");
        assertThat(ledger.allSent(PIECE)).isFalse();
        assertThat(ledger.begun(NEXT)).isFalse();

        ledger.sent(PIECE, SECOND / 2, ms(2_000));
        assertThat(ledger.heard(PIECE, ms(2_250))).isEqualTo("one two three");
        assertThat(ledger.heard(PIECE, ms(2_500))).isEqualTo("one two three four");
        assertThat(ledger.heardUntil()).isEqualTo(ms(2_500));
    }

    @Test
    void whereAllThatWentOutWasHeardItGoesOnBehindThat() {
        placed(PIECE, "one two three four");
        ledger.sent(PIECE, SECOND / 2, ms(0));
        assertThat(ledger.rewind(ms(500))).isEmpty();
    }

    @Test
    void playbackStandsStillOnUnderrun() {
        placed(PIECE, "one two three four");
        ledger.sent(PIECE, SECOND / 2, ms(0));
        ledger.sent(PIECE, SECOND / 2, ms(2_000));
        assertThat(ledger.heard(PIECE, ms(1_999))).isEqualTo("one two");
        assertThat(ledger.heard(PIECE, ms(2_250))).isEqualTo("one two three");
    }

    @Test
    void theDelayOfTheLineCountsTheEarlierWord() {
        ledger.delay(Duration.ofMillis(200));
        placed(PIECE, "one two three four");
        ledger.sent(PIECE, SECOND, ms(0));
        assertThat(ledger.heard(PIECE, ms(600))).isEqualTo("one");
        assertThat(ledger.heardUntil()).isEqualTo(ms(1_200));
    }

    @Test
    void withoutBoundariesWordsAreSpreadOverTheAudio() {
        ledger.begin(PIECE, "abc abc abc abc");
        ledger.given(PIECE, SECOND);
        ledger.sent(PIECE, SECOND, ms(0));
        assertThat(ledger.heard(PIECE, ms(540))).isEqualTo("abc abc");
        assertThat(ledger.heard(PIECE, ms(1_000))).isEqualTo("abc abc abc abc");
    }

    @Test
    void marksBelongToTheWordBeforeThem() {
        ledger.begin(PIECE, "Yes! And no.");
        ledger.placed(new EngineEvent.WordPlaced(PIECE, 3, 0, 250));
        ledger.sent(PIECE, SECOND, ms(0));
        assertThat(ledger.heard(PIECE, ms(300))).isEqualTo("Yes!");
    }

    @Test
    void aPieceThatBrokeOffIsNotHeardWhole() {
        placed(PIECE, "one two three four");
        ledger.brokeOff(PIECE, SECOND / 2);
        ledger.sent(PIECE, SECOND / 2, ms(0));
        assertThat(ledger.allSent(PIECE)).isTrue();
        assertThat(ledger.heard(PIECE, ms(5_000))).isEqualTo("one two");
    }

    @Test
    void whatWasCutDoesNotDelayWhatFollows() {
        placed(PIECE, "one two three four");
        placed(NEXT, "five six");
        ledger.sent(PIECE, SECOND, ms(0));
        ledger.cut(ms(300));
        ledger.sent(NEXT, SECOND / 2, ms(400));
        assertThat(ledger.heard(NEXT, ms(900))).isEqualTo("five six");
    }
}
