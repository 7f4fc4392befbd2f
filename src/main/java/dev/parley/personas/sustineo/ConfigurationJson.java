package dev.parley.personas.sustineo;

import static dev.parley.web.Json.JSON;

import dev.parley.personas.Configuration;
import dev.parley.personas.Drafts;
import dev.parley.personas.LiveTexts.Text;
import dev.parley.web.BoundedBody;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Configurations as this contract writes them. */
final class ConfigurationJson {
    private static final int LARGEST_BODY = 1024 * 1024; // a text whose every character is escaped
    private static final int LARGEST_TOOLS = 32 * 1024;

    private ConfigurationJson() {}

    static JsonObject of(Configuration configuration) {
        return JSON.createObjectBuilder()
                .add("id", configuration.id().value())
                .add("name", configuration.name())
                .add("content", configuration.content())
                .add("default", configuration.byDefault())
                .add("tools", array(configuration.tools()))
                .build();
    }

    static JsonArray of(List<Configuration> configurations) {
        var list = JSON.createArrayBuilder();
        configurations.forEach(one -> list.add(of(one)));
        return list.build();
    }

    private static JsonArray array(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }

    /** What a client puts; its id and name count only as its text says them. */
    static Text text(InputStream body) {
        if (!(BoundedBody.json(BoundedBody.read(body, LARGEST_BODY)) instanceof JsonObject json)) {
            throw wrong(400, "The body must be a JSON object.");
        }
        return new Text(content(json), tools(json), flag(json));
    }

    private static String content(JsonObject json) {
        if (!(json.get("content") instanceof JsonString content)) {
            throw wrong(400, "content must be a text.");
        }
        if (content.getString().getBytes(StandardCharsets.UTF_8).length > Drafts.LARGEST_BYTES) {
            throw wrong(413, "content has at most " + Drafts.LARGEST_BYTES / 1024 + " KB.");
        }
        return content.getString();
    }

    private static Optional<String> tools(JsonObject json) {
        if (isMissing(json, "tools")) {
            return Optional.empty();
        }
        if (!(json.get("tools") instanceof JsonArray tools)) {
            throw wrong(400, "tools must be a list.");
        }
        var text = tools.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_TOOLS) {
            throw wrong(413, "tools have at most " + LARGEST_TOOLS / 1024 + " KB.");
        }
        return Optional.of(text);
    }

    private static boolean flag(JsonObject json) {
        if (isMissing(json, "default")) {
            return false;
        }
        if (!List.of(JsonValue.TRUE, JsonValue.FALSE).contains(json.get("default"))) {
            throw wrong(400, "default must be true or false.");
        }
        return json.getBoolean("default");
    }

    private static boolean isMissing(JsonObject json, String key) {
        return !json.containsKey(key) || json.isNull(key);
    }

    private static RequestRefused wrong(int status, String reason) {
        return new RequestRefused(Problem.of(status, "Not valid", reason));
    }
}
