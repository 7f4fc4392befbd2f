package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the model reads of its own turns. */
class AgentEntryTest {
    @Test
    void sentencesOfDifferentAnswersStandApart() {
        assertThat(told("How can I help?", "Of course.")).isEqualTo("How can I help? Of course.");
    }

    @Test
    void piecesOfOneAnswerAreJoinedAsTheyWere() {
        assertThat(told("On Monday, ", "from nine.")).isEqualTo("On Monday, from nine.");
    }

    private static String told(String... pieces) {
        var entry = new AgentEntry(0, Optional.empty());
        List.of(pieces).forEach(piece -> entry.add(new Piece(piece)));
        var messages = new ArrayList<ChatMessage>();
        entry.addTo(messages);
        return ((ChatMessage.Agent) messages.getFirst()).text();
    }
}
