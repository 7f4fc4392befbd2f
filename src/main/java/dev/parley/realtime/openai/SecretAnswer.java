package dev.parley.realtime.openai;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client secret as services write it: {@code value} with {@code expires_at} beside it, or {@code client_secret} as a text or as
 * an object of both. A time is in Unix seconds or ISO.
 */
record SecretAnswer(String value, Instant expiresAt) {
    private static final Duration UNTOLD = Duration.ofMinutes(1); // the preview's, azure-openai-realtime §6

    @Override
    public String toString() {
        return "SecretAnswer[" + expiresAt + "]";
    }

    /** Empty where it holds no secret. */
    static Optional<SecretAnswer> read(String body, Instant now) {
        try (var reader = JSON.createReader(new StringReader(body))) {
            return reader.read() instanceof JsonObject answer ? read(answer, now) : Optional.empty();
        } catch (RuntimeException e) { // too deep a nesting is no JsonException
            return Optional.empty(); // the caller tells of it, without the body, which may hold a secret
        }
    }

    private static Optional<SecretAnswer> read(JsonObject answer, Instant now) {
        var nested = answer.get("client_secret") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        var expiresAt = Stream.of(nested.get("expires_at"), answer.get("expires_at"))
                .flatMap(value -> time(value).stream())
                .findFirst()
                .orElse(now.plus(UNTOLD));
        return Stream.of(nested.get("value"), answer.get("client_secret"), answer.get("value"))
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(value -> new SecretAnswer(value, expiresAt));
    }

    private static Optional<Instant> time(JsonValue value) {
        try {
            if (value instanceof JsonNumber seconds) {
                return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
            }
            return value instanceof JsonString text ? Optional.of(Instant.parse(text.getString())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // no time, so the usual one counts
        }
    }
}
