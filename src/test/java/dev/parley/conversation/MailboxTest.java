package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final ConversationEvent KEY = new ConversationEvent.KeyPressed('1');
    private static final ConversationEvent WORD =
            new ConversationEvent.FromEngine(new EngineEvent.WordPlaced(new PieceId(new TurnId(1), 0), 5, 0, 300));

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
    void whoeverPostsWhileNobodyReadsWakesTheReaderOnce() {
        assertThat(mailbox.post(KEY)).isEqualTo(Mailbox.Fate.WAKE_READER);
        assertThat(mailbox.post(KEY)).isEqualTo(Mailbox.Fate.QUEUED);
    }
}
