package dev.parley.rehearsal;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel;
import dev.parley.agents.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A model that answers by words of the last message; judges by {@link #verdict}. Answers at once, on the thread that asks. */
final class ScriptedModel implements ChatModel {
    final List<Question> asked = new ArrayList<>();
    String verdict = "{\"pass\": true, \"reason\": \"it is\"}";
    private final Map<String, Consumer<Consumer<Event>>> answers = new LinkedHashMap<>();

    ScriptedModel says(String when, String answer) {
        return does(when, events -> {
            for (var word : answer.split("(?<= )")) {
                events.accept(new Event.Token(word));
            }
            events.accept(new Event.Finished(Ending.COMPLETE, 10, 10));
        });
    }

    ScriptedModel calls(String when, String words, String tool, String arguments) {
        return does(when, events -> {
            if (!words.isEmpty()) {
                events.accept(new Event.Token(words));
            }
            events.accept(new Event.ToolsWanted(List.of(new ToolCall("id-" + asked.size(), tool, arguments))));
            events.accept(new Event.Finished(Ending.TOOLS, 10, 10));
        });
    }

    ScriptedModel does(String when, Consumer<Consumer<Event>> answer) {
        answers.put(when, answer);
        return this;
    }

    @Override
    public Thought ask(Question question, Consumer<Event> events) {
        asked.add(question);
        var last = text(question.history().getLast());
        if (last.startsWith("Rubric: ")) {
            events.accept(new Event.Token(verdict));
            events.accept(new Event.Finished(Ending.COMPLETE, 10, 10));
            return () -> {};
        }
        answers.entrySet().stream()
                .filter(answer -> lower(last).contains(lower(answer.getKey())))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> new ScriptedModel()
                        .says("", "I do not know that.")
                        .answers
                        .get(""))
                .accept(events);
        return () -> {};
    }

    /** A guess at what was said is in small letters. */
    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String text(ChatMessage message) {
        return switch (message) {
            case ChatMessage.Instructions instructions -> instructions.text();
            case ChatMessage.Caller caller -> caller.text();
            case ChatMessage.Agent agent -> agent.text();
            case ChatMessage.ToolAnswer answer -> answer.content();
        };
    }
}
