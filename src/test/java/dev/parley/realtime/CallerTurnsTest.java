package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the next session of a model hears again of the caller. */
class CallerTurnsTest {
    private static final byte[] A_SECOND = new byte[RealtimeModel.FORMAT.bytesIn(1_000)];

    private final CallerTurns turns = new CallerTurns();

    private void callerSpoke() {
        turns.voiceBegan(0);
        turns.add(A_SECOND);
        turns.voiceEnded(1_000);
        turns.committed("item1");
    }

    @Test
    void aTurnWhoseWordsAreStillToComeIsHeardAgainAndToldOnce() {
        callerSpoke();

        assertThat(turns.moved()).hasSize(A_SECOND.length);
        assertThat(turns.owes()).isTrue();
        assertThat(turns.committed("item2")).as("found again").isEmpty();
        assertThat(turns.words("item2")).hasValue(1);
    }

    @Test
    void aTurnWhoseWordsHaveJustComeIsNotHeardAgain() {
        callerSpoke();
        turns.words("item1");

        assertThat(turns.moved()).isEmpty();
        assertThat(turns.owes()).isFalse();
    }
}
