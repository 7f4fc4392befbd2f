package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final ConversationEvent KEY = new ConversationEvent.KeyPressed('1');
    private static final PieceId PIECE = new PieceId(new TurnId(1), 0);
    private static final ConversationEvent WORD =
            new ConversationEvent.FromEngine(new EngineEvent.WordPlaced(PIECE, 5, 0, 300));

    private final Mailbox mailbox = new Mailbox(16_000);

    @Test
    void aWordsPlaceWakesNobodyAndIsReadBeforeWhatComesNext() {
        assertThat(mailbox.post(WORD)).isEqualTo(Mailbox.Fate.QUEUED);
        assertThat(mailbox.post(KEY)).isEqualTo(Mailbox.Fate.WAKE_READER);

        assertThat(mailbox.next()).contains(WORD);
        assertThat(mailbox.next()).contains(KEY);
        assertThat(mailbox.next()).isEmpty();
    }

    @Test
    void aReportAmidAPieceWakesNobodyAndTheLastOneDoes() {
        assertThat(mailbox.post(sent(0, true))).isEqualTo(Mailbox.Fate.QUEUED);
        assertThat(mailbox.post(sent(1, true))).isEqualTo(Mailbox.Fate.QUEUED);
        assertThat(mailbox.post(sent(2, false))).isEqualTo(Mailbox.Fate.WAKE_READER);

        assertThat(mailbox.next()).contains(new ConversationEvent.Sent(PIECE, 3 * 1_280, 0, false));
        assertThat(mailbox.next()).isEmpty();
    }

    @Test
    void reportsOfALineThatRunsDryAgainAndAgainDoNotFillTheMailbox() {
        var fates = IntStream.range(0, 40).mapToObj(at -> mailbox.post(sent(10 * at, true)));
        assertThat(fates).contains(Mailbox.Fate.WAKE_READER);
    }

    /** 80 ms that are handed over at their place in time. */
    private static ConversationEvent sent(int at, boolean amid) {
        return new ConversationEvent.Sent(PIECE, 1_280, at * 80_000_000L, amid);
    }

    @Test
    void whoeverPostsWhileNobodyReadsWakesTheReaderOnce() {
        assertThat(mailbox.post(KEY)).isEqualTo(Mailbox.Fate.WAKE_READER);
        assertThat(mailbox.post(KEY)).isEqualTo(Mailbox.Fate.QUEUED);
    }
}
