package dev.parley.emulator.openai;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.thinking.Question.ToolUse;
import dev.parley.emulator.thinking.Thought;
import dev.parley.emulator.thinking.Thought.Ending;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What is sent back: a thought cut to what the request allows, with ids and counts. Chunks and the whole body are made of it.
 *
 * @param id of the completion
 * @param created seconds since 1970
 * @param model the deployment's model, such as {@code gpt-4o-2024-11-20}
 * @param toolUses with their ids
 * @param finishReason on the wire
 */
record Answer(
        String id,
        long created,
        String model,
        List<String> tokens,
        List<ToolUse> toolUses,
        String finishReason,
        int promptTokens) {
    Answer {
        tokens = List.copyOf(tokens);
        toolUses = List.copyOf(toolUses);
    }

    /**
     * @param number distinguishes this answer from all others: its ids are made of it
     */
    static Answer of(ChatRequest request, Thought thought, String deployment, long number, long created) {
        String text = stopped(thought.say(), request.stops());
        List<String> tokens = Tokens.of(text);
        boolean tooLong = request.mostTokens().isPresent()
                && tokens.size() > request.mostTokens().getAsInt();
        List<ToolUse> uses = new ArrayList<>();
        if (!tooLong) {
            for (ToolUse use : thought.toolUses()) {
                uses.add(new ToolUse(String.format("call_%08x%02d", number, uses.size()), use.name(), use.arguments()));
            }
        }
        Ending ending = tooLong ? Ending.LENGTH : thought.ending();
        boolean forced = ending == Ending.TOOL_CALLS && request.toolForced();
        return new Answer(
                String.format("chatcmpl-local%08x", number),
                created,
                deployment + "-2024-11-20",
                tooLong ? tokens.subList(0, request.mostTokens().getAsInt()) : tokens,
                uses,
                forced ? Ending.STOP.wire() : ending.wire(),
                request.promptTokens());
    }

    private static String stopped(String text, List<String> stops) {
        int end = text.length();
        for (String stop : stops) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            end = at < 0 ? end : Math.min(end, at);
        }
        return text.substring(0, end);
    }

    String text() {
        return String.join("", tokens);
    }

    boolean blocked() {
        return finishReason.equals(Ending.CONTENT_FILTER.wire());
    }

    JsonObject usage() {
        int completion = tokens.size()
                + toolUses.stream()
                        .mapToInt(use -> Tokens.count(use.name()) + Tokens.count(use.arguments()))
                        .sum()
                + 1;
        return JSON.createObjectBuilder()
                .add("prompt_tokens", promptTokens)
                .add("completion_tokens", completion)
                .add("total_tokens", promptTokens + completion)
                .add(
                        "prompt_tokens_details",
                        JSON.createObjectBuilder().add("cached_tokens", 0).add("audio_tokens", 0))
                .add(
                        "completion_tokens_details",
                        JSON.createObjectBuilder()
                                .add("reasoning_tokens", 0)
                                .add("audio_tokens", 0)
                                .add("accepted_prediction_tokens", 0)
                                .add("rejected_prediction_tokens", 0))
                .build();
    }

    /** The body of an answer that is not streamed. */
    JsonObject whole() {
        JsonObjectBuilder message = JSON.createObjectBuilder().add("role", "assistant");
        if (tokens.isEmpty() && !toolUses.isEmpty()) {
            message.addNull("content");
        } else {
            message.add("content", text());
        }
        message.addNull("refusal");
        if (!toolUses.isEmpty()) {
            var calls = JSON.createArrayBuilder();
            toolUses.forEach(use -> calls.add(JSON.createObjectBuilder()
                    .add("id", use.id())
                    .add("type", "function")
                    .add(
                            "function",
                            JSON.createObjectBuilder().add("name", use.name()).add("arguments", use.arguments()))));
            message.add("tool_calls", calls);
        }
        return JSON.createObjectBuilder()
                .add("id", id)
                .add("object", "chat.completion")
                .add("created", created)
                .add("model", model)
                .add("system_fingerprint", Chunks.FINGERPRINT)
                .add(
                        "choices",
                        JSON.createArrayBuilder()
                                .add(JSON.createObjectBuilder()
                                        .add("index", 0)
                                        .add("message", message)
                                        .add("finish_reason", finishReason)
                                        .addNull("logprobs")
                                        .add("content_filter_results", ContentFilter.answer(blocked()))))
                .add("usage", usage())
                .add("prompt_filter_results", ContentFilter.passedPrompt())
                .build();
    }
}
