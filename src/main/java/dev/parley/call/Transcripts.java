package dev.parley.call;

import dev.parley.conversation.TranscriptEntry;
import dev.parley.conversation.TranscriptEntry.Speaker;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.ConversationSnapshot.Said;
import dev.parley.sessions.ConversationSnapshot.Step;
import java.util.List;
import java.util.stream.Collectors;

/** What a conversation on another node remembers, as a transcript. */
final class Transcripts {
    private Transcripts() {}

    static List<TranscriptEntry> of(ConversationSnapshot memory) {
        return memory.said().stream()
                .map(Transcripts::entry)
                .filter(entry -> !entry.text().isEmpty())
                .toList();
    }

    private static TranscriptEntry entry(Said said) {
        return switch (said) {
            case Said.Caller caller ->
                new TranscriptEntry(Speaker.CALLER, String.join(" ", caller.utterances()), false, caller.offsetMs());
            case Said.Agent agent ->
                new TranscriptEntry(
                        Speaker.AGENT,
                        agent.steps().stream()
                                .map(Step::heard)
                                .map(String::strip)
                                .filter(heard -> !heard.isEmpty())
                                .collect(Collectors.joining(" ")),
                        agent.cut(),
                        agent.offsetMs(),
                        agent.persona());
        };
    }
}
