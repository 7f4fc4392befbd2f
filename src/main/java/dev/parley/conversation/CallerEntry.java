package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.sessions.ConversationSnapshot.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the caller said until somebody answered: one or more utterances; of some the words are still to come. */
final class CallerEntry implements HistoryEntry {
    private static final String WORDS_TO_COME = "";

    private final List<String> utterances = new ArrayList<>();
    /** Where the utterances are whose words are to come, by their number. */
    private final Map<Integer, Integer> awaited = new HashMap<>();

    private final long offsetMs;
    /** All words that are known; kept, because a transcript is made anew with each event. */
    private String text = "";

    private CallerEntry(long offsetMs) {
        this.offsetMs = offsetMs;
    }

    CallerEntry(String utterance, long offsetMs) {
        this(offsetMs);
        this.utterances.add(utterance);
        this.text = joined();
    }

    static CallerEntry spoken(int utterance, long offsetMs) {
        var entry = new CallerEntry(offsetMs);
        entry.spoke(utterance);
        return entry;
    }

    static CallerEntry of(Said.Caller said) {
        var entry = new CallerEntry(said.utterances().getFirst(), said.offsetMs());
        said.utterances().stream().skip(1).forEach(entry::add);
        return entry;
    }

    void add(String utterance) {
        utterances.add(utterance);
        text = joined();
    }

    void spoke(int utterance) {
        awaited.put(utterance, utterances.size());
        utterances.add(WORDS_TO_COME);
    }

    /** The words of an utterance; false where it is none of this. */
    boolean words(int utterance, String words) {
        var at = awaited.remove(utterance);
        if (at == null) {
            return false;
        }
        utterances.set(at, words);
        text = joined();
        return true;
    }

    boolean awaitsWords() {
        return !awaited.isEmpty();
    }

    /** Nothing was said, and nothing is to come. */
    boolean isEmpty() {
        return awaited.isEmpty() && text.isEmpty();
    }

    void correctLast(String utterance) {
        utterances.set(utterances.size() - 1, utterance);
        text = joined();
    }

    @Override
    public Said said(PlayoutLedger ledger, long nowNanos) {
        return new Said.Caller(known(), offsetMs);
    }

    String text() {
        return text;
    }

    private String joined() {
        return String.join(" ", known());
    }

    private List<String> known() {
        return utterances.stream().filter(words -> !words.isBlank()).toList();
    }

    @Override
    public void addTo(List<ChatMessage> messages) {
        messages.add(new ChatMessage.Caller(text()));
    }

    @Override
    public void addTo(List<TranscriptEntry> transcript, PlayoutLedger ledger, long nowNanos) {
        if (!text.isEmpty()) {
            transcript.add(new TranscriptEntry(TranscriptEntry.Speaker.CALLER, text(), false, offsetMs));
        }
    }
}
