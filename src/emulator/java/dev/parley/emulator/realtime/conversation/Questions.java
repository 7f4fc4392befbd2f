package dev.parley.emulator.realtime.conversation;

import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.thinking.Question;
import dev.parley.emulator.thinking.Question.Message;
import dev.parley.emulator.thinking.Question.Role;
import dev.parley.emulator.thinking.Question.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns instructions and items into what the model is asked: calls of one answer in one message, unanswered ones left out. */
public final class Questions {
    private final List<Message> messages = new ArrayList<>();

    private Questions() {}

    public static Question of(SessionSettings settings, List<Item> items) {
        return new Question(
                new Questions().read(settings.instructions(), items),
                settings.allowedTools(),
                settings.mustCall(),
                true);
    }

    private List<Message> read(String instructions, List<Item> items) {
        messages.add(Message.of(Role.SYSTEM, instructions));
        Set<String> answered = items.stream()
                .filter(Item.FunctionOutput.class::isInstance)
                .map(item -> ((Item.FunctionOutput) item).callId())
                .collect(Collectors.toSet());
        for (Item item : items) {
            switch (item) {
                case Item.Message message -> add(message);
                case Item.FunctionCall call -> {
                    if (answered.contains(call.callId())) {
                        call(new ToolUse(call.callId(), call.name(), call.arguments()));
                    }
                }
                case Item.FunctionOutput output ->
                    messages.add(new Message(Role.TOOL, output.output(), List.of(), Optional.of(output.callId())));
            }
        }
        return messages;
    }

    /** A message in which nothing was understood says nothing, and neither does one that was cut before its first word. */
    private void add(Item.Message message) {
        if (!message.text().isBlank()) {
            messages.add(Message.of(role(message.role()), message.text()));
        }
    }

    private static Role role(Item.Role role) {
        return switch (role) {
            case USER -> Role.USER;
            case ASSISTANT -> Role.ASSISTANT;
            case SYSTEM -> Role.SYSTEM;
        };
    }

    /** Joins the assistant's words or calls just before. */
    private void call(ToolUse use) {
        Message last = messages.getLast();
        boolean joins = last.role() == Role.ASSISTANT;
        List<ToolUse> uses = new ArrayList<>(joins ? last.toolUses() : List.of());
        uses.add(use);
        if (joins) {
            messages.removeLast();
        }
        messages.add(new Message(Role.ASSISTANT, joins ? last.text() : "", uses, Optional.empty()));
    }
}
