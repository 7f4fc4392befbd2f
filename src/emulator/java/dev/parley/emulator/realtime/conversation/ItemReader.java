package dev.parley.emulator.realtime.conversation;

import dev.parley.emulator.realtime.conversation.Item.Role;
import dev.parley.emulator.realtime.conversation.Item.Status;
import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.Ids;
import dev.parley.emulator.realtime.wire.Members;
import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an item that a client puts into the conversation, or gives a response as input. */
public final class ItemReader {
    private static final Pattern ID = Pattern.compile("\\S{1,64}");
    private static final Map<Role, List<String>> CONTENT = Map.of(
            Role.USER,
            List.of("input_text", "input_audio", "input_image"),
            Role.SYSTEM,
            List.of("input_text"),
            Role.ASSISTANT,
            List.of("output_text"));
    private static final String[] MESSAGE = {"id", "object", "type", "status", "role", "content"};

    private final Ear ear;

    /** Hears audio that a client brings along. */
    @FunctionalInterface
    public interface Ear {
        /** @param param names the audio in an error */
        Part.HeardAudio hear(String base64, String param, Optional<String> transcript);
    }

    public ItemReader(Ear ear) {
        this.ear = ear;
    }

    /** @throws BadEvent if anything is wrong with it */
    public Item read(Members item) {
        String type = item.needChoice("type", List.of("message", "function_call", "function_call_output"));
        item.choice("object", List.of("realtime.item"));
        Status status = item.choice("status", List.of("completed", "incomplete", "in_progress"))
                .map(text -> Status.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Status.COMPLETED);
        return switch (type) {
            case "message" -> message(item.only(MESSAGE), status);
            case "function_call" -> {
                item.only("id", "object", "type", "status", "call_id", "name", "arguments");
                yield new Item.FunctionCall(
                        id(item),
                        status,
                        item.text("call_id").orElseGet(() -> Ids.fresh("call")),
                        item.needText("name"),
                        item.needText("arguments"));
            }
            default -> {
                item.only("id", "object", "type", "status", "call_id", "output");
                yield new Item.FunctionOutput(id(item), item.needText("call_id"), item.needText("output"));
            }
        };
    }

    private static String id(Members item) {
        Optional<String> given = item.text("id");
        if (given.isPresent() && !ID.matcher(given.get()).matches()) {
            throw BadEvent.at(item.path("id"), "invalid_value", "Invalid '" + item.path("id") + "'.");
        }
        return given.orElseGet(() -> Ids.fresh("item"));
    }

    private Item message(Members item, Status status) {
        Role role = Role.valueOf(
                item.needChoice("role", List.of("user", "assistant", "system")).toUpperCase(Locale.ROOT));
        JsonArray content = item.array("content").orElseThrow(() -> BadEvent.missing(item.path("content")));
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            parts.add(part(Members.of(content.get(i), item.path("content") + "[" + i + "]"), CONTENT.get(role)));
        }
        return new Item.Message(id(item), status, role, parts);
    }

    private Part part(Members part, List<String> allowed) {
        String type = part.needChoice("type", allowed);
        return switch (type) {
            case "input_audio" -> {
                part.only("type", "audio", "transcript");
                yield ear.hear(part.needText("audio"), part.path("audio"), part.text("transcript"));
            }
            case "input_image" -> {
                part.only("type", "image_url", "detail").choice("detail", List.of("auto", "low", "high"));
                String url = part.needText("image_url");
                if (!url.startsWith("data:image/") && !url.startsWith("https://")) {
                    throw BadEvent.at(
                            part.path("image_url"),
                            "invalid_value",
                            "Invalid '" + part.path("image_url") + "': expected a data URL of an image.");
                }
                yield new Part.Image(url);
            }
            default -> new Part.Written(type, part.only("type", "text").needText("text"));
        };
    }
}
