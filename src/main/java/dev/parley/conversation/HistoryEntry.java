package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.sessions.ConversationSnapshot.Said;
import java.util.List;

/** One turn of caller or agent, as the model is told it and as the transcript shows it. */
sealed interface HistoryEntry permits AgentEntry, CallerEntry {
    void addTo(List<ChatMessage> messages);

    void addTo(List<TranscriptEntry> transcript, PlayoutLedger ledger, long nowNanos);

    /** The entry as another node would need it: of the agent, what was heard by now. */
    Said said(PlayoutLedger ledger, long nowNanos);
}
