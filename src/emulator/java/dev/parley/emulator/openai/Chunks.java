package dev.parley.emulator.openai;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.thinking.Question.ToolUse;
import dev.parley.emulator.thinking.ThinkingPace.Filter;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The chunks of a streamed answer in the service's order, each the data of one SSE event; {@code [DONE]} is not among them. */
final class Chunks {
    static final String FINGERPRINT = "fp_local000000";
    /** The asynchronous filter looks at the answer in stretches of about this many characters. */
    private static final int ASYNC_WINDOW = 120;

    private static final int ARGUMENT_PIECE = 6;

    private final Answer answer;
    private final Filter filter;
    private final boolean usageToCome;
    private final List<Chunk> chunks = new ArrayList<>();
    /** Characters of the answer's text, and how many of them the asynchronous filter has still to look at. */
    private int total;

    private int unchecked;

    /**
     * @param paced it holds a token, which is due at the model's rate; others follow at once
     */
    record Chunk(String data, boolean paced) {}

    private Chunks(Answer answer, Filter filter, boolean usageToCome) {
        this.answer = answer;
        this.filter = filter;
        this.usageToCome = usageToCome;
    }

    static List<Chunk> of(Answer answer, Filter filter, boolean includeUsage) {
        return new Chunks(answer, filter, includeUsage).all();
    }

    /** What every stream begins with: the filter's verdict on the prompt. */
    static String promptResults() {
        return anonymous()
                .add("choices", JsonValue.EMPTY_JSON_ARRAY)
                .add("prompt_filter_results", ContentFilter.passedPrompt())
                .build()
                .toString();
    }

    private List<Chunk> all() {
        chunks.add(new Chunk(promptResults(), false));
        JsonObjectBuilder role = JSON.createObjectBuilder().add("role", "assistant");
        if (answer.tokens().isEmpty() && !answer.toolUses().isEmpty()) {
            role.addNull("content");
        } else {
            role.add("content", "");
        }
        delta(role.addNull("refusal"), JsonValue.EMPTY_JSON_OBJECT, false);
        tokens();
        for (int i = 0; i < answer.toolUses().size(); i++) {
            toolCall(i, answer.toolUses().get(i));
        }
        finish();
        if (usageToCome) {
            add(named().add("choices", JsonValue.EMPTY_JSON_ARRAY).add("usage", answer.usage()), false);
        }
        return chunks;
    }

    private void tokens() {
        int sent = 0;
        int checked = 0;
        for (String token : answer.tokens()) {
            delta(
                    JSON.createObjectBuilder().add("content", token),
                    filter == Filter.SYNC ? ContentFilter.answer(false).build() : JsonValue.EMPTY_JSON_OBJECT,
                    true);
            sent += token.length();
            if (filter == Filter.ASYNC && sent - checked >= ASYNC_WINDOW) {
                annotation(checked, sent, false);
                checked = sent;
            }
        }
        unchecked = sent - checked;
        total = sent;
    }

    private void toolCall(int index, ToolUse use) {
        toolDelta(JSON.createObjectBuilder()
                .add("index", index)
                .add("id", use.id())
                .add("type", "function")
                .add(
                        "function",
                        JSON.createObjectBuilder().add("name", use.name()).add("arguments", "")));
        String arguments = use.arguments();
        for (int from = 0; from < arguments.length(); from += ARGUMENT_PIECE) {
            String piece = arguments.substring(from, Math.min(arguments.length(), from + ARGUMENT_PIECE));
            toolDelta(JSON.createObjectBuilder()
                    .add("index", index)
                    .add("function", JSON.createObjectBuilder().add("arguments", piece)));
        }
    }

    private void toolDelta(JsonObjectBuilder call) {
        delta(
                JSON.createObjectBuilder()
                        .add("tool_calls", JSON.createArrayBuilder().add(call)),
                JsonValue.EMPTY_JSON_OBJECT,
                true);
    }

    /** With the asynchronous filter the last verdict comes after the stop, or in its place if it is bad. */
    private void finish() {
        boolean retracts = filter == Filter.ASYNC && answer.blocked();
        if (!retracts) {
            JsonObject results = answer.blocked() ? ContentFilter.answer(true).build() : JsonValue.EMPTY_JSON_OBJECT;
            add(
                    named().add(
                                    "choices",
                                    JSON.createArrayBuilder()
                                            .add(JSON.createObjectBuilder()
                                                    .add("index", 0)
                                                    .add("delta", JsonValue.EMPTY_JSON_OBJECT)
                                                    .add("finish_reason", answer.finishReason())
                                                    .addNull("logprobs")
                                                    .add("content_filter_results", results))),
                    false);
        }
        if (filter == Filter.ASYNC && (retracts || unchecked > 0)) {
            annotation(total - unchecked, total, retracts);
        }
    }

    /** A verdict of the asynchronous filter: a choice without delta, in a chunk without id. */
    private void annotation(int from, int to, boolean blocked) {
        JsonObjectBuilder choice = JSON.createObjectBuilder().add("index", 0);
        if (blocked) {
            choice.add("finish_reason", answer.finishReason());
        } else {
            choice.addNull("finish_reason");
        }
        choice.add("content_filter_results", ContentFilter.answer(blocked))
                .add(
                        "content_filter_offsets",
                        JSON.createObjectBuilder()
                                .add("check_offset", from)
                                .add("start_offset", from)
                                .add("end_offset", to));
        add(anonymous().add("choices", JSON.createArrayBuilder().add(choice)), false);
    }

    private void delta(JsonObjectBuilder delta, JsonObject filterResults, boolean paced) {
        add(
                named().add(
                                "choices",
                                JSON.createArrayBuilder()
                                        .add(JSON.createObjectBuilder()
                                                .add("index", 0)
                                                .add("delta", delta)
                                                .addNull("finish_reason")
                                                .addNull("logprobs")
                                                .add("content_filter_results", filterResults))),
                paced);
    }

    private void add(JsonObjectBuilder chunk, boolean paced) {
        JsonObject built = chunk.build();
        boolean usageMissing = usageToCome
                && !built.containsKey("usage")
                && !built.getString("id").isEmpty();
        String data = usageMissing
                ? JSON.createObjectBuilder(built).addNull("usage").build().toString()
                : built.toString();
        chunks.add(new Chunk(data, paced));
    }

    private JsonObjectBuilder named() {
        return JSON.createObjectBuilder()
                .add("id", answer.id())
                .add("object", "chat.completion.chunk")
                .add("created", answer.created())
                .add("model", answer.model())
                .add("system_fingerprint", FINGERPRINT);
    }

    private static JsonObjectBuilder anonymous() {
        return JSON.createObjectBuilder()
                .add("id", "")
                .add("object", "")
                .add("created", 0)
                .add("model", "");
    }
}
