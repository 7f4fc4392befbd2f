package dev.parley.emulator.thinking;

import dev.parley.emulator.thinking.Question.Message;
import dev.parley.emulator.thinking.Question.Role;
import dev.parley.emulator.thinking.Question.ToolUse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A conversation with the demo model at one desk: the caller speaks, tools answer, the model's answers are kept. */
final class Desk {
    private final DemoModel model = new DemoModel();
    private final List<Message> history = new ArrayList<>();
    private final List<ToolSpec> tools = new ArrayList<>();
    private int calls;

    static Desk with(String system) {
        Desk desk = new Desk();
        desk.history.add(Message.of(Role.SYSTEM, system));
        return desk;
    }

    /** A tool; its schema in JSON with single quotes. */
    Desk tool(String name, String description, String schema) {
        tools.add(ToolSpec.of(name, description, json(schema.replace('\'', '"'))));
        return this;
    }

    /** Another prompt goes on with the same history; the tools were those of the one before. */
    Desk takenOverBy(String system) {
        history.set(0, Message.of(Role.SYSTEM, system));
        tools.clear();
        return this;
    }

    Thought hears(String text) {
        history.add(Message.of(Role.USER, text));
        return answer();
    }

    /** Each tool called last answers, in order. */
    Thought toolsAnswer(String... results) {
        List<ToolUse> asked = history.getLast().toolUses();
        for (int i = 0; i < results.length; i++) {
            history.add(new Message(
                    Role.TOOL,
                    results[i].replace('\'', '"'),
                    List.of(),
                    Optional.of(asked.get(i).id())));
        }
        return answer();
    }

    Thought answer() {
        Thought thought = model.answer(new Question(history, tools, false, true));
        List<ToolUse> numbered = thought.toolUses().stream()
                .map(use -> new ToolUse("call_" + ++calls, use.name(), use.arguments()))
                .toList();
        history.add(new Message(Role.ASSISTANT, thought.say(), numbered, Optional.empty()));
        return thought;
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
