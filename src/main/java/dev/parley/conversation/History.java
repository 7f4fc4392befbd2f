package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolCall;
import dev.parley.sessions.ConversationSnapshot.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said, once: the model's messages and the transcript are two views of it, so they agree by construction. Of the
 * agent's turns it keeps what the ledger says was heard. Not thread-safe.
 */
final class History {
    /** Characters: four pages, which nobody writes on a call. */
    private static final int LONGEST_NOTES = 8_000;

    private List<ChatMessage> opening;
    private final List<HistoryEntry> entries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> untold = new ArrayList<>();

    History(List<ChatMessage> opening) {
        this.opening = List.copyOf(opening);
    }

    /** Goes on from what was said before. */
    History(List<ChatMessage> opening, List<Said> before) {
        this(opening);
        for (var said : before) {
            entries.add(
                    switch (said) {
                        case Said.Caller caller -> CallerEntry.of(caller);
                        case Said.Agent agent -> AgentEntry.of(agent);
                    });
        }
    }

    /** Another persona goes on: these are its instructions. */
    void instructed(List<ChatMessage> instructions) {
        opening = List.copyOf(instructions);
    }

    /** What was said so far as another node would need it; turns of which nothing was heard and done are left out. */
    List<Said> said(PlayoutLedger ledger, long nowNanos) {
        return entries.stream()
                .map(entry -> entry.said(ledger, nowNanos))
                .filter(said -> !(said instanceof Said.Agent agent)
                        || agent.steps().stream()
                                .anyMatch(step ->
                                        !step.heard().isBlank() || !step.tools().isEmpty()))
                .filter(said -> !(said instanceof Said.Caller caller)
                        || !caller.utterances().isEmpty())
                .toList();
    }

    /** The caller said something; joins what is not yet answered. */
    void callerSaid(String utterance, long offsetMs) {
        notesSaid(offsetMs);
        if (!entries.isEmpty() && entries.getLast() instanceof CallerEntry last) {
            last.add(utterance);
        } else {
            entries.add(new CallerEntry(utterance, offsetMs));
        }
    }

    /** The caller wrote something, which counts once the caller says more or wants an answer; {@code told}: the model was told of it in another way. False: it is too much. */
    boolean noted(String text, boolean told) {
        int length = notes.stream().mapToInt(String::length).sum();
        if (length + text.length() > LONGEST_NOTES) {
            return false;
        }
        notes.add(text);
        if (!told) {
            untold.add(text);
        }
        return true;
    }

    boolean hasNotes() {
        return !notes.isEmpty();
    }

    /** Notes of which a model that keeps its own history knows nothing. */
    List<String> untoldNotes() {
        return List.copyOf(untold);
    }

    /** What was noted counts as said. */
    void notesSaid(long offsetMs) {
        var said = List.copyOf(notes);
        notes.clear();
        untold.clear();
        said.forEach(note -> callerSaid(note, offsetMs));
    }

    /** The caller said something of which the words are not known yet. */
    void callerSpoke(int utterance, long offsetMs) {
        notesSaid(offsetMs);
        if (!entries.isEmpty() && entries.getLast() instanceof CallerEntry last) {
            last.spoke(utterance);
        } else {
            entries.add(CallerEntry.spoken(utterance, offsetMs));
        }
    }

    /** The words of such an utterance; where there are none, nothing was said. */
    void wordsOf(int utterance, String words) {
        for (var entry : entries.reversed()) {
            if (entry instanceof CallerEntry caller && caller.words(utterance, words)) {
                if (caller.isEmpty()) {
                    entries.remove(caller);
                }
                return;
            }
        }
    }

    /** Whether the words of something that the caller said are still to come. */
    boolean awaitsWords() {
        return entries.stream().anyMatch(entry -> entry instanceof CallerEntry caller && caller.awaitsWords());
    }

    /** The recogniser thought better of the caller's last utterance. */
    void callerMeant(String utterance) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof CallerEntry caller) {
                caller.correctLast(utterance);
                return;
            }
        }
    }

    void agentBegins(AgentEntry entry) {
        entries.add(entry);
    }

    /** The agent's turn is over: only what was heard of it stays, and nothing where nothing was. */
    void settle(AgentEntry entry, PlayoutLedger ledger, long atNanos) {
        entry.settle(ledger, atNanos);
        if (entry.isEmpty()) {
            entries.remove(entry);
        }
    }

    /** A tool answered after its turn was over. */
    void toolAnswered(ToolCall call, String content) {
        for (var entry : entries) {
            if (entry instanceof AgentEntry agent && agent.answered(call, content)) {
                return;
            }
        }
    }

    /** What the caller said last, all that was not answered before. */
    Optional<String> lastOfCaller() {
        return entries.reversed().stream()
                .filter(CallerEntry.class::isInstance)
                .map(entry -> ((CallerEntry) entry).text())
                .findFirst();
    }

    /** Whether the caller said something after which no word of an answer was heard: openers and fillers are none. */
    boolean unanswered() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof CallerEntry) {
                return true;
            }
            if (entries.get(i) instanceof AgentEntry agent && agent.answered()) {
                return false;
            }
        }
        return false;
    }

    List<ChatMessage> messages() {
        var messages = new ArrayList<>(opening);
        entries.forEach(entry -> entry.addTo(messages));
        return messages;
    }

    /** The messages as they would be if the caller had said this too. */
    List<ChatMessage> messagesIfCallerSaid(String utterance) {
        var messages = messages();
        if (!entries.isEmpty() && entries.getLast() instanceof CallerEntry) {
            var before = (ChatMessage.Caller) messages.removeLast();
            messages.add(new ChatMessage.Caller(before.text() + " " + utterance));
        } else {
            messages.add(new ChatMessage.Caller(utterance));
        }
        return messages;
    }

    List<TranscriptEntry> transcript(PlayoutLedger ledger, long nowNanos) {
        var transcript = new ArrayList<TranscriptEntry>();
        entries.forEach(entry -> entry.addTo(transcript, ledger, nowNanos));
        return List.copyOf(transcript);
    }
}
