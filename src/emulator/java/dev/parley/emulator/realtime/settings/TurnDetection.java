package dev.parley.emulator.realtime.settings;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.wire.Members;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How the service finds out that the user's turn is over. Absent: the client says so. */
public sealed interface TurnDetection {
    /** Whether a response is made when a turn is over. */
    boolean createsResponse();

    /** Whether a response in progress is cancelled when the user begins to speak. */
    boolean interrupts();

    /** Milliseconds of audio before the first sound that belong to the turn. */
    long prefixPaddingMs();

    /** Silence alone decides. */
    record ServerVad(
            double threshold,
            long prefixPaddingMs,
            long silenceMs,
            OptionalLong idleTimeoutMs,
            boolean createsResponse,
            boolean interrupts)
            implements TurnDetection {}

    /** Silence, and whether the words sound finished. */
    record SemanticVad(long longestWaitMs, boolean createsResponse, boolean interrupts) implements TurnDetection {
        @Override
        public long prefixPaddingMs() {
            return DEFAULT_PREFIX_MS;
        }
    }

    long DEFAULT_PREFIX_MS = 300;

    long DEFAULT_SILENCE_MS = 500;

    /** The object in settings, with every default written out. */
    static JsonObject checked(Members given) {
        String type = given.needChoice("type", List.of("server_vad", "semantic_vad"));
        var object = JSON.createObjectBuilder().add("type", type);
        if (type.equals("server_vad")) {
            given.only(
                    "type",
                    "threshold",
                    "prefix_padding_ms",
                    "silence_duration_ms",
                    "idle_timeout_ms",
                    "create_response",
                    "interrupt_response");
            object.add("threshold", given.number("threshold", 0, 1).orElse(0.5))
                    .add(
                            "prefix_padding_ms",
                            given.whole("prefix_padding_ms", 0, 5_000).orElse(DEFAULT_PREFIX_MS))
                    .add(
                            "silence_duration_ms",
                            given.whole("silence_duration_ms", 0, 5_000).orElse(DEFAULT_SILENCE_MS));
            given.whole("idle_timeout_ms", 5_000, 30_000)
                    .ifPresentOrElse(ms -> object.add("idle_timeout_ms", ms), () -> object.addNull("idle_timeout_ms"));
        } else {
            given.only("type", "eagerness", "create_response", "interrupt_response");
            object.add(
                    "eagerness",
                    given.choice("eagerness", List.of("low", "medium", "high", "auto"))
                            .orElse("auto"));
        }
        return object.add("create_response", given.flag("create_response").orElse(true))
                .add("interrupt_response", given.flag("interrupt_response").orElse(true))
                .build();
    }

    /** @param value an object that {@link #checked} made, or null */
    static Optional<TurnDetection> of(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return Optional.empty();
        }
        boolean creates = object.getBoolean("create_response");
        boolean interrupts = object.getBoolean("interrupt_response");
        if (object.getString("type").equals("semantic_vad")) {
            long wait =
                    switch (object.getString("eagerness")) {
                        case "low" -> 8_000;
                        case "high" -> 2_000;
                        default -> 4_000;
                    };
            return Optional.of(new SemanticVad(wait, creates, interrupts));
        }
        return Optional.of(new ServerVad(
                object.getJsonNumber("threshold").doubleValue(),
                object.getJsonNumber("prefix_padding_ms").longValue(),
                object.getJsonNumber("silence_duration_ms").longValue(),
                object.get("idle_timeout_ms") instanceof JsonNumber ms
                        ? OptionalLong.of(ms.longValue())
                        : OptionalLong.empty(),
                creates,
                interrupts));
    }
}
