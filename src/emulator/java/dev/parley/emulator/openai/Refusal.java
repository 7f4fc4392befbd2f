package dev.parley.emulator.openai;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/** A request is answered with an error: its status, headers and body in the service's words. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonObject body;
    private final transient Map<String, String> headers;

    private Refusal(int status, JsonObjectBuilder error, Map<String, String> headers) {
        this(status, JSON.createObjectBuilder().add("error", error).build(), headers);
    }

    private Refusal(int status, JsonObject body, Map<String, String> headers) {
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** 400 with a body that says what is wrong. */
    public static Refusal badRequest(JsonObject body) {
        return new Refusal(400, body, Map.of());
    }

    /** 400 that names the parameter at fault. */
    static Refusal badRequest(String message, String param) {
        return badRequest(message, param, null);
    }

    static Refusal badRequest(String message, String param, String code) {
        JsonObjectBuilder error =
                JSON.createObjectBuilder().add("message", message).add("type", "invalid_request_error");
        return new Refusal(400, text(text(error, "param", param), "code", code), Map.of());
    }

    /** An error that holds a code and a message alone, as the service's front door gives it. */
    public static Refusal of(int status, String code, String message) {
        return new Refusal(status, JSON.createObjectBuilder().add("code", code).add("message", message), Map.of());
    }

    public static Refusal wrongKey() {
        return of(
                401,
                "401",
                "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an"
                        + " active subscription and use a correct regional API endpoint for your resource.");
    }

    public static Refusal notFound() {
        return of(404, "404", "Resource not found");
    }

    public static Refusal noDeployment() {
        return of(
                404,
                "DeploymentNotFound",
                "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes,"
                        + " please wait a moment and try again.");
    }

    /** 429 where requests are counted, not tokens. */
    public static Refusal tooMany(long retryAfterMs) {
        long seconds = Math.max(1, (retryAfterMs + 999) / 1000);
        return new Refusal(
                429,
                JSON.createObjectBuilder()
                        .add("code", "429")
                        .add("message", "Too many requests. Please retry after " + seconds + " seconds."),
                Map.of("retry-after", Long.toString(seconds)));
    }

    /** 429 with both retry hints. */
    static Refusal throttled(long retryAfterMs) {
        long seconds = Math.max(1, (retryAfterMs + 999) / 1000);
        String message =
                "Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded token rate limit of"
                        + " your current OpenAI S0 pricing tier. Please retry after " + seconds + " seconds.";
        return new Refusal(
                429,
                JSON.createObjectBuilder().add("code", "429").add("message", message),
                Map.of(
                        "retry-after",
                        Long.toString(seconds),
                        "retry-after-ms",
                        Long.toString(retryAfterMs),
                        "x-ratelimit-remaining-requests",
                        "0",
                        "x-ratelimit-remaining-tokens",
                        "0"));
    }

    static Refusal broken(int status) {
        return status == 503
                ? of(
                        503,
                        "ServiceUnavailable",
                        "The service is temporarily unable to process your request. Please try again later.")
                : of(
                        status,
                        "InternalServerError",
                        "The server had an error while processing your request. Sorry about that!");
    }

    /** The prompt itself was blocked by the content filter. */
    static Refusal promptFiltered() {
        return new Refusal(
                400,
                JSON.createObjectBuilder()
                        .add(
                                "message",
                                "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
                                        + " Please modify your prompt and retry.")
                        .addNull("type")
                        .add("param", "prompt")
                        .add("code", "content_filter")
                        .add("status", 400)
                        .add(
                                "innererror",
                                JSON.createObjectBuilder()
                                        .add("code", "ResponsibleAIPolicyViolation")
                                        .add("content_filter_result", ContentFilter.blockedPrompt())),
                Map.of());
    }

    private static JsonObjectBuilder text(JsonObjectBuilder error, String member, String value) {
        return value == null ? error.addNull(member) : error.add(member, value);
    }

    public int status() {
        return status;
    }

    public JsonObject body() {
        return body;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
