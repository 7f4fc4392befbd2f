package dev.parley.emulator.openai;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.thinking.Question;
import dev.parley.emulator.thinking.Question.Message;
import dev.parley.emulator.thinking.ToolSpec;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a request's body as strictly as the service: what it would refuse is refused with its code and parameter. */
final class RequestReader {
    private static final Set<String> KNOWN = Set.of(
            "messages",
            "model",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "temperature",
            "top_p",
            "n",
            "stop",
            "max_tokens",
            "max_completion_tokens",
            "presence_penalty",
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "seed",
            "user",
            "response_format",
            "reasoning_effort",
            "verbosity",
            "stream",
            "stream_options",
            "metadata",
            "store",
            "functions",
            "function_call",
            "modalities",
            "prediction",
            "service_tier",
            "data_sources",
            "user_security_context");

    private final JsonObject body;

    private RequestReader(JsonObject body) {
        this.body = body;
    }

    /**
     * @throws Refusal with status 400 if anything is wrong
     */
    static ChatRequest read(String text) {
        return new RequestReader(parse(text)).request();
    }

    private static JsonObject parse(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw Refusal.badRequest(
                    "We could not parse the JSON body of your request. The API expects a JSON payload.", null);
        }
    }

    private ChatRequest request() {
        for (String member : body.keySet()) {
            if (!KNOWN.contains(member)) {
                throw Refusal.badRequest("Unrecognized request argument supplied: " + member, null);
            }
        }
        within("temperature", 0, 2);
        within("top_p", 0, 1);
        within("presence_penalty", -2, 2);
        within("frequency_penalty", -2, 2);
        within("n", 1, 1);
        boolean stream = flag(body, "stream", "stream");
        boolean includeUsage = includeUsage(stream);
        List<Message> messages = MessageReader.read(array("messages")
                .orElseThrow(() -> Refusal.badRequest(
                        "Missing required parameter: 'messages'.", "messages", "missing_required_parameter")));
        List<ToolSpec> tools = array("tools").map(ToolReader::read).orElse(List.of());
        if (tools.isEmpty() && (body.containsKey("tool_choice") || body.containsKey("parallel_tool_calls"))) {
            String member = body.containsKey("tool_choice") ? "tool_choice" : "parallel_tool_calls";
            throw Refusal.badRequest("'" + member + "' is only allowed when 'tools' are specified.", member);
        }
        ToolReader.Choice choice = ToolReader.choice(tools, body.get("tool_choice"));
        boolean parallel =
                !body.containsKey("parallel_tool_calls") || flag(body, "parallel_tool_calls", "parallel_tool_calls");
        return new ChatRequest(
                new Question(messages, choice.allowed(), choice.must(), parallel),
                string("model"),
                stream,
                includeUsage,
                choice.forced(),
                stops(),
                mostTokens(),
                string("user"),
                promptTokens(messages));
    }

    private boolean includeUsage(boolean stream) {
        if (!(body.get("stream_options") instanceof JsonObject options)) {
            return false;
        }
        if (!stream) {
            throw Refusal.badRequest(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options");
        }
        return flag(options, "include_usage", "stream_options.include_usage");
    }

    private List<String> stops() {
        JsonValue stop = body.getOrDefault("stop", JsonValue.NULL);
        List<JsonValue> all =
                stop instanceof JsonArray array ? array : stop == JsonValue.NULL ? List.of() : List.of(stop);
        if (all.size() > 4 || !all.stream().allMatch(JsonString.class::isInstance)) {
            throw Refusal.badRequest("Invalid 'stop': expected a string or an array of at most 4 strings.", "stop");
        }
        return all.stream().map(each -> ((JsonString) each).getString()).toList();
    }

    private OptionalInt mostTokens() {
        if (body.containsKey("max_tokens") && body.containsKey("max_completion_tokens")) {
            throw Refusal.badRequest(
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                    "max_tokens");
        }
        String member = body.containsKey("max_tokens") ? "max_tokens" : "max_completion_tokens";
        within(member, 1, 128_000);
        return body.get(member) instanceof JsonNumber number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    private void within(String member, double least, double most) {
        JsonValue value = body.getOrDefault(member, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return;
        }
        if (!(value instanceof JsonNumber number)) {
            throw Refusal.badRequest("Invalid type for '" + member + "': expected a number.", member, "invalid_type");
        }
        if (number.doubleValue() < least || number.doubleValue() > most) {
            throw Refusal.badRequest(
                    "Invalid '" + member + "': expected a value from " + least + " to " + most + ".",
                    member,
                    "invalid_value");
        }
    }

    private Optional<JsonArray> array(String member) {
        JsonValue value = body.getOrDefault(member, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonArray array) {
            return Optional.of(array);
        }
        throw Refusal.badRequest("Invalid type for '" + member + "': expected an array.", member, "invalid_type");
    }

    private Optional<String> string(String member) {
        JsonValue value = body.getOrDefault(member, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        throw Refusal.badRequest("Invalid type for '" + member + "': expected a string.", member, "invalid_type");
    }

    private static boolean flag(JsonObject object, String member, String param) {
        return switch (object.getOrDefault(member, JsonValue.FALSE).getValueType()) {
            case TRUE -> true;
            case FALSE, NULL -> false;
            default ->
                throw Refusal.badRequest(
                        "Invalid type for '" + param + "': expected a boolean.", param, "invalid_type");
        };
    }

    private static int promptTokens(List<Message> messages) {
        return messages.stream()
                        .mapToInt(message -> 4
                                + Tokens.count(message.text())
                                + message.toolUses().stream()
                                        .mapToInt(use -> Tokens.count(use.name() + use.arguments()))
                                        .sum())
                        .sum()
                + 3;
    }
}
