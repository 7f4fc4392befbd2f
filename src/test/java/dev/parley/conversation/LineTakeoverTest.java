package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineTakeoverTest {
    private static FakeLine next(Dialogue dialogue) {
        var next = new FakeLine(dialogue.clock, Duration.ZERO);
        next.conversation = dialogue.conversation;
        return next;
    }

    private static long samples(FakeLine line) {
        return line.played.stream().mapToLong(FakeLine.Frame::samples).sum();
    }

    @Test
    void whatWasNotSentIsHeardOnTheNextLine() {
        var dialogue = Dialogue.begins().after(Duration.ofMillis(700));
        var first = dialogue.line;
        var second = next(dialogue);
        dialogue.conversation.attach(second);
        dialogue.line = second;
        dialogue.conversation.detached(first, "gone");
        dialogue.after(Duration.ofSeconds(5)).stillRuns().transcriptIs("agent: " + Dialogue.GREETING);
        assertThat(first.closed).contains("replaced");
        assertThat(samples(first) + samples(second)).isEqualTo(5L * FakeEngine.WORD_MS * 16);
    }

    @Test
    void audioWaitsWhileNoLineIsThere() {
        var dialogue = Dialogue.begins().after(Duration.ofMillis(50));
        dialogue.line.close("reset");
        dialogue.conversation.detached(dialogue.line, "reset");
        dialogue.after(Duration.ofSeconds(2)).stillRuns();
        var second = next(dialogue);
        dialogue.conversation.attach(second);
        dialogue.after(Duration.ofSeconds(5)).transcriptIs("agent: " + Dialogue.GREETING);
        assertThat(samples(second)).isEqualTo(5L * FakeEngine.WORD_MS * 16);
    }

    @Test
    void aLineThatDoesNotComeBackEndsTheCall() {
        var dialogue = Dialogue.begun();
        dialogue.line.close("reset");
        dialogue.conversation.detached(dialogue.line, "reset");
        dialogue.after(Duration.ofMillis(3_001)).endedBecause(Ending.LINE_LOST);
    }

    @Test
    void aLineOfAnotherFormatIsRefused() {
        var dialogue = Dialogue.begun();
        var other = new FakeLine(dialogue.clock, Duration.ZERO) {
            @Override
            public dev.parley.media.AudioFormat format() {
                return dev.parley.media.AudioFormat.PCM_24K;
            }
        };
        dialogue.conversation.attach(other);
        assertThat(other.closed).isPresent();
        dialogue.callerSays("Still there?").modelWasAsked(1);
    }

    @Test
    void aCutAppliesToTheNextLineToo() {
        var dialogue = Dialogue.begins().after(Duration.ofMillis(700));
        var second = next(dialogue);
        dialogue.conversation.attach(second);
        dialogue.callerBegins("one moment please");
        long cutAt = samples(second);
        dialogue.after(Duration.ofSeconds(2));
        assertThat(samples(second)).isEqualTo(cutAt);
    }
}
