package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HangUpTest {
    private static void hangsUp(Dialogue dialogue) {
        dialogue.conversation.end("hung up");
        dialogue.endedBecause(Ending.CALLER_HUNG_UP);
    }

    @Test
    void beforeTheGreetingSounds() {
        hangsUp(Dialogue.begins());
    }

    @Test
    void duringTheGreeting() {
        var dialogue = Dialogue.begins().after(Duration.ofMillis(1_000));
        hangsUp(dialogue);
        dialogue.transcriptIs("agent: Hello, how [cut]");
    }

    @Test
    void whileNobodySpeaks() {
        hangsUp(Dialogue.begun());
    }

    @Test
    void whileTheCallerSpeaks() {
        hangsUp(Dialogue.begun().callerBegins("I would like"));
    }

    @Test
    void whileTheModelThinks() {
        var dialogue = Dialogue.begun().callerSays("Hello?");
        hangsUp(dialogue);
        assertThat(dialogue.engine.isCancelled(new TurnId(1))).isTrue();
    }

    @Test
    void whileAToolRuns() {
        var dialogue = Dialogue.begun().callerSays("A table.").modelWants("find_table");
        hangsUp(dialogue);
        assertThat(dialogue.tools.running.get("find_table")).isCancelled();
    }

    @Test
    void aToolWithLastingEffectIsLetFinish() {
        var dialogue = Dialogue.begun().callerSays("A table.").modelWants(FakeTools.LASTING);
        hangsUp(dialogue);
        assertThat(dialogue.tools.running.get(FakeTools.LASTING)).isNotCancelled();
        dialogue.toolAnswers(FakeTools.LASTING, "done");
    }

    @Test
    void whileTheAgentSpeaks() {
        hangsUp(Dialogue.begun()
                .callerSays("Hello?")
                .modelAnswers("Hello to you too.")
                .after(Duration.ofMillis(500)));
    }

    @Test
    void whileTheLineIsLost() {
        var dialogue = Dialogue.begun();
        dialogue.line.close("reset");
        dialogue.conversation.detached(dialogue.line, "reset");
        hangsUp(dialogue);
    }

    @Test
    void whileKeysArePressed() {
        hangsUp(Dialogue.begun().presses("12"));
    }

    @Test
    void anOperatorEndsEvenAFarewell() {
        var dialogue = Dialogue.begun()
                .callerSays("Bye.")
                .modelWants("end_call")
                .toolAnswers("end_call", "ok")
                .modelAnswers("Goodbye and thank you.")
                .after(Duration.ofMillis(500));
        dialogue.conversation.end(Ending.ENDED_BY_OPERATOR, "ended in the console");
        dialogue.endedBecause(Ending.ENDED_BY_OPERATOR);
    }

    @Test
    void aServerThatStopsEndsAllAndTakesNoMore() {
        var dialogue = Dialogue.begun();
        dialogue.node.drain();
        dialogue.endedBecause(Ending.SERVER_STOPPED);
        assertThatThrownBy(() -> another(dialogue, "call-2"))
                .isInstanceOf(ConversationRefused.class)
                .hasMessageContaining("stopping");
    }

    @Test
    void aNodeTakesNoMoreThanItMayAndNoCallTwice() {
        var dialogue = Dialogue.begun();
        assertThatThrownBy(() -> another(dialogue, "call-1"))
                .isInstanceOf(ConversationRefused.class)
                .hasMessageContaining("already");
        another(dialogue, "call-2");
        assertThatThrownBy(() -> another(dialogue, "call-3"))
                .isInstanceOf(ConversationRefused.class)
                .hasMessageContaining("as many calls");
    }

    @Test
    void aMailboxThatOverflowsEndsTheCall() {
        var mailbox = new Mailbox(16_000);
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            mailbox.post(new ConversationEvent.KeyPressed('1'));
        }
        assertThat(mailbox.post(new ConversationEvent.KeyPressed('1'))).isEqualTo(Mailbox.Fate.REFUSED);
        assertThat(mailbox.overflowed()).isTrue();
    }

    private static void another(Dialogue dialogue, String callId) {
        var persona = TestPersonas.persona(Optional.of(Dialogue.GREETING), true, 2);
        var opening = new Opening(callId, persona, "+1", "+2", Map.of(), Optional.empty());
        var line = new FakeLine(dialogue.clock, Duration.ZERO);
        line.conversation = dialogue.node.begin(opening, line, new ConversationListener() {
            @Override
            public void ended(String callId, Ending why, Duration lasted) {}

            @Override
            public void transfer(String callId, String to) {}
        });
    }
}
