package dev.parley.emulator.realtime.settings;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.Members;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads what a client wants changed, member by member, and gives the whole settings with the change. */
final class SettingsReader {
    private static final List<String> VOICES =
            List.of("alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar");
    private static final long MOST_TOKENS = 4_096;
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private final JsonObject now;
    private final Members given;

    SettingsReader(JsonObject now, Members given) {
        this.now = now;
        this.given = given;
    }

    /** @throws BadEvent if anything is wrong; nothing is changed then */
    JsonObject changed() {
        JsonObjectBuilder all = JSON.createObjectBuilder(now);
        given.text("instructions").ifPresent(text -> all.add("instructions", text));
        change(all, "output_modalities", this::modalities);
        change(all, "audio", this::audio);
        change(
                all,
                "tools",
                () -> ToolList.checked(given.array("tools").orElse(JsonValue.EMPTY_JSON_ARRAY), given.path("tools")));
        change(all, "tool_choice", () -> ToolList.checkedChoice(given, "tool_choice"));
        change(all, "max_output_tokens", this::mostTokens);
        WithoutEffect.MEMBERS.forEach(member -> change(all, member, () -> WithoutEffect.checked(given, member)));
        JsonObject changed = all.build();
        boolean named = changed.get("tool_choice") instanceof JsonObject;
        if (named
                && ToolList.allowed(changed.getJsonArray("tools"), changed.get("tool_choice"))
                        .isEmpty()) {
            throw BadEvent.at(
                    given.path("tool_choice"), "invalid_value", "The chosen function is not among the 'tools'.");
        }
        return changed;
    }

    private void change(JsonObjectBuilder all, String member, Supplier<JsonValue> value) {
        if (given.names(member)) {
            all.add(member, value.get());
        }
    }

    private JsonValue modalities() {
        JsonArray all = given.array("output_modalities").orElse(JsonValue.EMPTY_JSON_ARRAY);
        if (all.size() != 1
                || !(all.get(0) instanceof JsonString one)
                || !List.of("audio", "text").contains(one.getString())) {
            throw BadEvent.at(
                    given.path("output_modalities"),
                    "invalid_value",
                    "Invalid modalities. Supported combinations are: ['text'] and ['audio'].");
        }
        return all;
    }

    private JsonValue mostTokens() {
        if (given.value("max_output_tokens") instanceof JsonString) {
            return JSON.createValue(given.needChoice("max_output_tokens", List.of("inf")));
        }
        return JSON.createValue(given.needWhole("max_output_tokens", 1, MOST_TOKENS));
    }

    private JsonValue audio() {
        Members audio = given.needObject("audio").only("input", "output");
        JsonObject before = now.getJsonObject("audio");
        JsonObjectBuilder all = JSON.createObjectBuilder(before);
        audio.object("input").ifPresent(input -> all.add("input", input(before.getJsonObject("input"), input)));
        audio.object("output").ifPresent(output -> all.add("output", output(before.getJsonObject("output"), output)));
        return all.build();
    }

    private static JsonObject input(JsonObject before, Members input) {
        input.only("format", "transcription", "noise_reduction", "turn_detection");
        JsonObjectBuilder all = JSON.createObjectBuilder(before);
        input.object("format")
                .ifPresent(format -> all.add("format", AudioCodec.read(format).json()));
        if (input.names("transcription")) {
            all.add(
                    "transcription",
                    input.object("transcription")
                            .map(SettingsReader::transcription)
                            .orElse(JsonValue.NULL));
        }
        if (input.names("noise_reduction")) {
            all.add(
                    "noise_reduction",
                    input.object("noise_reduction").map(SettingsReader::noise).orElse(JsonValue.NULL));
        }
        if (input.names("turn_detection")) {
            all.add(
                    "turn_detection",
                    input.object("turn_detection")
                            .<JsonValue>map(TurnDetection::checked)
                            .orElse(JsonValue.NULL));
        }
        return all.build();
    }

    private static JsonValue transcription(Members transcription) {
        transcription.only("model", "language", "prompt");
        transcription.text("language");
        transcription.text("prompt");
        if (!MODEL.matcher(transcription.needText("model")).matches()) {
            throw BadEvent.at(
                    transcription.path("model"), "invalid_value", "Invalid '" + transcription.path("model") + "'.");
        }
        return transcription.json();
    }

    private static JsonValue noise(Members noise) {
        noise.only("type").needChoice("type", List.of("near_field", "far_field"));
        return noise.json();
    }

    private static JsonObject output(JsonObject before, Members output) {
        output.only("format", "voice", "speed");
        JsonObjectBuilder all = JSON.createObjectBuilder(before);
        output.object("format")
                .ifPresent(format -> all.add("format", AudioCodec.read(format).json()));
        output.choice("voice", VOICES).ifPresent(voice -> all.add("voice", voice));
        output.number("speed", 0.25, 1.5).ifPresent(speed -> all.add("speed", speed));
        return all.build();
    }
}
