package dev.parley.emulator.realtime.settings;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.Members;
import dev.parley.emulator.realtime.wire.PreviewSession;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** Members that are checked, kept and shown, and change nothing here. */
final class WithoutEffect {
    static final List<String> MEMBERS = List.of(
            "truncation",
            "tracing",
            "include",
            "prompt",
            "parallel_tool_calls",
            "reasoning",
            PreviewSession.TEMPERATURE);

    private static final List<String> EFFORTS = List.of("minimal", "low", "medium", "high", "xhigh");
    private static final List<String> INCLUDED = List.of("item.input_audio_transcription.logprobs");

    private WithoutEffect() {}

    static JsonValue checked(Members given, String member) {
        return switch (member) {
            case "truncation" -> truncation(given);
            case "tracing" -> tracing(given);
            case "include" -> include(given);
            case "prompt" ->
                given.object("prompt")
                        .map(prompt -> prompt.only("id", "version", "variables"))
                        .map(WithoutEffect::prompt)
                        .orElse(JsonValue.NULL);
            case "parallel_tool_calls" -> {
                boolean parallel = given.flag(member).orElseThrow(() -> BadEvent.missing(given.path(member)));
                yield parallel ? JsonValue.TRUE : JsonValue.FALSE;
            }
            case "reasoning" -> {
                Members reasoning = given.needObject(member).only("effort");
                reasoning.needChoice("effort", EFFORTS);
                yield reasoning.json();
            }
            default -> given.value(member); // the preview's own, which its dialect has checked
        };
    }

    private static JsonValue prompt(Members prompt) {
        prompt.needText("id");
        prompt.text("version");
        prompt.object("variables");
        return prompt.json();
    }

    private static JsonValue truncation(Members given) {
        if (given.value("truncation") instanceof JsonString) {
            return JSON.createValue(given.needChoice("truncation", List.of("auto", "disabled")));
        }
        Members ratio = given.needObject("truncation").only("type", "retention_ratio", "token_limits");
        ratio.needChoice("type", List.of("retention_ratio"));
        if (ratio.number("retention_ratio", 0, 1).isEmpty()) {
            throw BadEvent.missing(ratio.path("retention_ratio"));
        }
        ratio.object("token_limits")
                .ifPresent(limits -> limits.only("post_instructions").whole("post_instructions", 0, Integer.MAX_VALUE));
        return ratio.json();
    }

    private static JsonValue tracing(Members given) {
        if (given.value("tracing") instanceof JsonString) {
            return JSON.createValue(given.needChoice("tracing", List.of("auto")));
        }
        return given.object("tracing")
                .<JsonValue>map(tracing -> {
                    tracing.only("workflow_name", "group_id", "metadata").text("workflow_name");
                    tracing.text("group_id");
                    tracing.object("metadata");
                    return tracing.json();
                })
                .orElse(JsonValue.NULL);
    }

    private static JsonValue include(Members given) {
        JsonArray all = given.array("include").orElse(JsonValue.EMPTY_JSON_ARRAY);
        boolean known =
                all.stream().allMatch(each -> each instanceof JsonString text && INCLUDED.contains(text.getString()));
        if (!known) {
            throw BadEvent.unsupported(given.path("include"), INCLUDED);
        }
        return given.value("include");
    }
}
