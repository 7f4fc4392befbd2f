package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.sessions.ConversationSnapshot.Said;
import java.util.ArrayList;
import java.util.List;

/** What the caller said until somebody answered: one or more utterances. */
final class CallerEntry implements HistoryEntry {
    private final List<String> utterances = new ArrayList<>();
    private final long offsetMs;

    CallerEntry(String utterance, long offsetMs) {
        this.utterances.add(utterance);
        this.offsetMs = offsetMs;
    }

    void add(String utterance) {
        utterances.add(utterance);
    }

    void correctLast(String utterance) {
        utterances.set(utterances.size() - 1, utterance);
    }

    static CallerEntry of(Said.Caller said) {
        var entry = new CallerEntry(said.utterances().getFirst(), said.offsetMs());
        said.utterances().stream().skip(1).forEach(entry::add);
        return entry;
    }

    @Override
    public Said said(PlayoutLedger ledger, long nowNanos) {
        return new Said.Caller(utterances, offsetMs);
    }

    String text() {
        return String.join(" ", utterances);
    }

    @Override
    public void addTo(List<ChatMessage> messages) {
        messages.add(new ChatMessage.Caller(text()));
    }

    @Override
    public void addTo(List<TranscriptEntry> transcript, PlayoutLedger ledger, long nowNanos) {
        transcript.add(new TranscriptEntry(TranscriptEntry.Speaker.CALLER, text(), false, offsetMs));
    }
}
