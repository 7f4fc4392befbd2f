package dev.parley.emulator.speech.recognition;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * How a client wants a turn to be recognised: its {@code speech.context}, and for what that leaves open the query of the
 * upgrade.
 *
 * @param continuousFromTicks where earlier turns of the session ended, for the log: results are relative to the turn
 */
record RecognitionRequest(
        Mode mode,
        String language,
        int segmentationSilenceMs,
        OptionalInt initialSilenceMs,
        boolean detailed,
        boolean wordTimings,
        long continuousFromTicks) {

    enum Mode {
        INTERACTIVE,
        CONVERSATION,
        DICTATION
    }

    private static final int USUAL_SEGMENTATION_MS = 500;
    /** The range of the service's segmentation silence (Microsoft Learn, "How to recognize speech"). */
    private static final int SHORTEST_SEGMENTATION_MS = 100;

    private static final int LONGEST_MS = 60_000;
    private static final int USUAL_INITIAL_SILENCE_MS = 5_000;

    /** Reads the context; {@code mode} is the one in the path of the upgrade, if it names one. */
    static RecognitionRequest read(String json, Optional<String> mode, Function<String, Optional<String>> query) {
        JsonObject context = parse(json);
        JsonObject detection = object(context, "phraseDetection");
        JsonObject output = object(context, "phraseOutput");
        Mode asked = mode(text(detection, "mode").or(() -> mode).orElse("conversation"));
        JsonObject segmentation = object(object(detection, asked.name()), "segmentation");
        var options = object(output, "detailed").get("options");
        return new RecognitionRequest(
                asked,
                text(detection, "language").or(() -> query.apply("language")).orElse("en-US"),
                number(segmentation, "segmentationSilenceTimeoutMs", query, SHORTEST_SEGMENTATION_MS)
                        .orElse(USUAL_SEGMENTATION_MS),
                initialSilence(asked, number(detection, "initialSilenceTimeout", query, 0)),
                text(output, "format")
                        .or(() -> query.apply("format"))
                        .orElse("simple")
                        .equalsIgnoreCase("detailed"),
                query.apply("wordLevelTimestamps").orElse("").equalsIgnoreCase("true")
                        || options != null && options.toString().contains("\"WordTimings\""),
                continuation(context));
    }

    static JsonObject parse(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw new BadFrameException("The body is not a JSON object");
        }
    }

    private static OptionalInt initialSilence(Mode mode, OptionalInt asked) {
        if (asked.isPresent() && asked.getAsInt() == 0) {
            return OptionalInt.empty();
        }
        return asked.isEmpty() && mode == Mode.INTERACTIVE ? OptionalInt.of(USUAL_INITIAL_SILENCE_MS) : asked;
    }

    private static Mode mode(String name) {
        try {
            return Mode.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadFrameException("The recognition mode is unknown");
        }
    }

    private static long continuation(JsonObject context) {
        JsonObject stream = object(object(object(object(context, "continuation"), "audio"), "streams"), "1");
        try {
            return text(stream, "offset").map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException e) {
            throw new BadFrameException("The continuation's offset is no number");
        }
    }

    private static JsonObject object(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        if (value == null || value == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new BadFrameException(name + " is not an object");
    }

    private static Optional<String> text(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        return value instanceof JsonNumber number ? Optional.of(number.toString()) : Optional.empty();
    }

    private static OptionalInt number(
            JsonObject parent, String name, Function<String, Optional<String>> query, int least) {
        var text = text(parent, name)
                .or(() -> query.apply(name))
                .or(() -> query.apply(name.endsWith("Ms") ? name : name + "Ms"));
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= LONGEST_MS) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            throw new BadFrameException(name + " is no number");
        }
        throw new BadFrameException(name + " is out of range");
    }
}
