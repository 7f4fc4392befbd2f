package dev.parley.emulator.thinking;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.thinking.Question.Message;
import dev.parley.emulator.thinking.Question.Role;
import dev.parley.emulator.thinking.Question.ToolUse;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks the model's server that takes the demo model's place, and waits for the whole answer. On the thread that asks, for at most
 * a minute.
 */
public final class RelayedThinking {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    /** A model on the same machine may load for a while before its first word. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // model servers of small machines know no other
            .connectTimeout(CONNECTING)
            .build();

    /** The other server did not answer, or not as a model's server does. */
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /**
     * @param tools the functions as a Realtime session has them: flat
     * @param model asked for where the relay names none
     */
    public Thought ask(Relay.Target target, Question question, JsonArray tools, String model)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.completions())
                .timeout(ANSWER)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        body(question, tools, target.model().orElse(model)).toString()));
        target.apiKey().ifPresent(key -> request.header("authorization", "Bearer " + key));
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unanswered("The model's server could not be reached", e);
        }
        if (response.statusCode() != 200) {
            throw new Unanswered("The model's server answered " + response.statusCode(), null);
        }
        try (var reader = JSON.createReader(new StringReader(response.body()))) {
            return thought(reader.readObject());
        } catch (JsonException | ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
            throw new Unanswered("The model's server answered with something else than a completion", null);
        }
    }

    private static JsonObject body(Question question, JsonArray tools, String model) {
        JsonObjectBuilder body = JSON.createObjectBuilder().add("model", model).add("messages", messages(question));
        var functions = JSON.createArrayBuilder();
        tools.getValuesAs(JsonObject.class).stream()
                .filter(tool -> question.tools().stream()
                        .anyMatch(allowed -> allowed.name().equals(tool.getString("name"))))
                .forEach(tool -> functions.add(JSON.createObjectBuilder()
                        .add("type", "function")
                        .add("function", JSON.createObjectBuilder(tool).remove("type"))));
        if (!question.tools().isEmpty()) {
            body.add("tools", functions).add("tool_choice", question.mustCall() ? "required" : "auto");
        }
        return body.build();
    }

    /** Chat completions want a call's answer right behind it, wherever it came in the conversation. */
    private static JsonArray messages(Question question) {
        var all = JSON.createArrayBuilder();
        for (Message message : question.messages()) {
            if (message.role() == Role.TOOL) {
                continue;
            }
            all.add(written(message));
            for (ToolUse use : message.toolUses()) {
                question.messages().stream()
                        .filter(answer ->
                                answer.toolCallId().filter(use.id()::equals).isPresent())
                        .findFirst()
                        .ifPresent(answer -> all.add(JSON.createObjectBuilder()
                                .add("role", "tool")
                                .add("tool_call_id", use.id())
                                .add("content", answer.text())));
            }
        }
        return all.build();
    }

    private static JsonObjectBuilder written(Message message) {
        JsonObjectBuilder written = JSON.createObjectBuilder()
                .add("role", message.role().name().toLowerCase(Locale.ROOT))
                .add("content", message.text());
        if (!message.toolUses().isEmpty()) {
            var calls = JSON.createArrayBuilder();
            message.toolUses()
                    .forEach(use -> calls.add(JSON.createObjectBuilder()
                            .add("id", use.id())
                            .add("type", "function")
                            .add(
                                    "function",
                                    JSON.createObjectBuilder()
                                            .add("name", use.name())
                                            .add("arguments", use.arguments()))));
            written.add("tool_calls", calls);
        }
        return written;
    }

    private static Thought thought(JsonObject completion) {
        JsonObject message = completion.getJsonArray("choices").getJsonObject(0).getJsonObject("message");
        String say = message.get("content") instanceof JsonString text ? text.getString() : "";
        List<ToolUse> uses = new ArrayList<>();
        if (message.get("tool_calls") instanceof JsonArray calls) {
            for (JsonObject call : calls.getValuesAs(JsonObject.class)) {
                JsonObject function = call.getJsonObject("function");
                uses.add(
                        new ToolUse(call.getString("id"), function.getString("name"), function.getString("arguments")));
            }
        }
        return uses.isEmpty() ? Thought.saying(say) : Thought.calling(say, uses);
    }
}
