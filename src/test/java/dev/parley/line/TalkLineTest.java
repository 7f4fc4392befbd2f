package dev.parley.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Caption;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.Ticker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes out on a talker's socket, and in which order. */
class TalkLineTest {
    private static final PieceId PIECE = new PieceId(new TurnId(0), 0);
    /** 100 ms at 24 kHz. */
    private static final byte[] AUDIO = new byte[4_800];

    private final TalkFakes.Socket socket = new TalkFakes.Socket();
    private final TalkFakes.Conversation conversation = new TalkFakes.Conversation();
    private final TalkLine line =
            new TalkLine(Duration.ofMillis(200), socket, new TalkFakes.Plain(), new Ticker(), new NoMeter());

    @Test
    void audioIsPacedAndReportedAndComesBehindWhatWasToldBeforeIt() {
        line.caption(new Caption.TurnBegan(new TurnId(0), "greeting"));
        for (int i = 0; i < 20; i++) {
            line.play(PIECE, AUDIO);
        }
        assertThat(socket.messages()).containsExactly("TurnBegan");

        line.speakFor(conversation, () -> {});

        assertThat(socket.messages().getFirst()).isEqualTo("TurnBegan");
        assertThat(socket.audioMs()).isBetween(100, 400);
        assertThat(conversation.sentMs()).isEqualTo(socket.audioMs());
    }

    @Test
    void onceATurnIsCutNothingOfItGoesOut() {
        line.speakFor(conversation, () -> {});
        socket.holdsBack();
        for (int i = 0; i < 5; i++) {
            line.play(PIECE, AUDIO);
        }
        line.cut(new TurnId(0));
        line.play(PIECE, AUDIO);
        socket.lets();

        assertThat(socket.messages()).last().isEqualTo("stopped");
        assertThat(socket.messages().stream().filter("stopped"::equals)).hasSize(1);
    }

    @Test
    void aClientThatReadsNothingIsClosedWithAReasonOnceTooMuchWaits() {
        socket.holdsBack();
        for (int i = 0; i < 600; i++) {
            line.caption(new Caption.CallerSpeaks());
        }

        assertThat(socket.closed()).isEqualTo("1008 you read too slowly");
        assertThat(line.toString()).contains("0 messages waiting");
    }

    @Test
    void aMessageThatCannotBeSentEndsTheSocket() {
        socket.holdsBack();
        line.caption(new Caption.CallerSpeaks());
        socket.breaks();

        assertThat(socket.closed()).startsWith("1008");
    }

    @Test
    void theLastWordIsWhyItEnds() {
        line.close("CALLER_SILENT");
        line.say(() -> List.of("late"));

        assertThat(socket.messages()).containsExactly("ended CALLER_SILENT");
        assertThat(socket.closed()).isEqualTo("1000 CALLER_SILENT");
    }
}
