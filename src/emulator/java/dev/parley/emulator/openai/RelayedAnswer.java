package dev.parley.emulator.openai;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.thinking.Relay;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A request handed on to another model's server, and its answer handed back as Azure would give it: with the prompt's filter
 * results first, the deployment's name, and filter results on each choice. What goes wrong there becomes what Azure would
 * say. On the thread that asks; when the client leaves, the other server is left too.
 */
final class RelayedAnswer {
    /** A model on the same machine may load for a while before its first word. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(60);

    private static final String DONE = "[DONE]";
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final int LONGEST_BODY = 4 << 20;
    private static final long USUAL_RETRY_MS = 1_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // model servers of small machines know no other
            .connectTimeout(CONNECTING)
            .build();
    private final Duration silence;

    /** @param silence after which a stream that began is given up */
    RelayedAnswer(Duration silence) {
        this.silence = silence;
    }

    void of(Relay.Target target, String body, ChatRequest request, String deployment, Wire wire, RequestEntry entry)
            throws IOException, InterruptedException {
        entry.note("relayedTo", target.baseUrl().getHost());
        var response = asked(target, withModel(body, target.model().orElse(deployment)), entry);
        try (var in = response.body()) {
            refuseIfRefused(response.statusCode(), response, entry);
            if (request.stream()) {
                stream(new SseData(in, silence), deployment, wire, entry);
            } else {
                whole(in, deployment, wire, entry);
            }
        }
    }

    private HttpResponse<InputStream> asked(Relay.Target target, String body, RequestEntry entry)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(target.completions())
                .timeout(FIRST_WORD)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        target.apiKey().ifPresent(key -> request.header("authorization", "Bearer " + key));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException unreachable) {
            entry.note("relayUnreachable", unreachable.toString());
            throw Refusal.broken(503); // also when it did not answer in time
        }
    }

    private static void refuseIfRefused(int status, HttpResponse<?> response, RequestEntry entry) {
        if (status == 200) {
            return;
        }
        entry.note("relayStatus", status);
        throw switch (status) {
            case 429 -> Refusal.throttled(retryAfterMs(response));
            case 400, 413, 422 -> Refusal.badRequest("The model's server does not take this request", null);
            case 404 -> Refusal.noDeployment();
            default -> Refusal.broken(status >= 500 ? status : 500);
        };
    }

    private static long retryAfterMs(HttpResponse<?> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> Long.parseLong(seconds) * 1_000)
                .orElse(USUAL_RETRY_MS);
    }

    private static void stream(SseData data, String deployment, Wire wire, RequestEntry entry)
            throws IOException, InterruptedException {
        wire.head(200, "text/event-stream; charset=utf-8", Map.of("x-ms-region", "Local"));
        int sent = 0;
        try (data) {
            wire.send("data: " + Chunks.promptResults() + "\n\n");
            for (var next = data.next(); !next.equals(DONE); next = data.next()) {
                try {
                    wire.send("data: " + asAzures(parsed(next), deployment) + "\n\n");
                } catch (IOException left) {
                    entry.note("clientLeftAtChunk", sent);
                    return;
                }
                sent++;
            }
            wire.send("data: " + DONE + "\n\n");
            entry.note("chunksSent", sent);
        } catch (SseData.Broken broken) {
            entry.note("relayBroke", broken.getMessage());
            wire.send("data: " + Refusal.broken(500).body() + "\n\n"); // and no end: the answer is not whole
        }
    }

    private static void whole(InputStream in, String deployment, Wire wire, RequestEntry entry) throws IOException {
        JsonObject answer;
        var late = CompletableFuture.runAsync(
                () -> leave(in),
                CompletableFuture.delayedExecutor(
                        FIRST_WORD.toSeconds(), TimeUnit.SECONDS, Thread::startVirtualThread));
        try {
            answer = parsed(new String(in.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8));
        } catch (IOException | SseData.Broken broken) {
            entry.note("relayBroke", "no whole answer");
            throw Refusal.broken(500);
        } finally {
            late.cancel(false);
        }
        wire.head(200, "application/json", Map.of("x-ms-region", "Local"));
        wire.send(JSON.createObjectBuilder(asAzures(answer, deployment))
                .add("prompt_filter_results", ContentFilter.passedPrompt())
                .build()
                .toString());
    }

    private static void leave(InputStream in) {
        try {
            in.close(); // whoever reads it is told
        } catch (IOException goneAlready) {
            throw new UncheckedIOException(goneAlready);
        }
    }

    /** What it lacks of a chunk or an answer of Azure's. */
    private static JsonObject asAzures(JsonObject theirs, String deployment) {
        JsonObjectBuilder ours = JSON.createObjectBuilder(theirs).add("model", deployment);
        if (theirs.get("choices") instanceof JsonArray choices) {
            var filtered = JSON.createArrayBuilder();
            choices.forEach(choice -> filtered.add(filtered(choice)));
            ours.add("choices", filtered);
        }
        return ours.build();
    }

    private static JsonValue filtered(JsonValue choice) {
        return choice instanceof JsonObject object && !object.containsKey("content_filter_results")
                ? JSON.createObjectBuilder(object)
                        .add("content_filter_results", JsonValue.EMPTY_JSON_OBJECT)
                        .build()
                : choice;
    }

    private static String withModel(String body, String model) {
        return JSON.createObjectBuilder(parsed(body))
                .add("model", model)
                .build()
                .toString();
    }

    private static JsonObject parsed(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (JsonException notJson) {
            throw new SseData.Broken("what came is no JSON object");
        }
    }
}
