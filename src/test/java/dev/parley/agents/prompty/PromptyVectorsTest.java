package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The format's own conformance vectors for loading, parsing and rendering. */
class PromptyVectorsTest {
    /** Vectors that do not hold here, and why. */
    private static final Map<String, String> SKIPPED = Map.of(
            "template_string_invalid", "older files name the template by a bare string, and we read older files",
            "thread_nonce_expansion", "the history of a call follows the prompt; nothing is spliced into it");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> vectorsHold() throws IOException {
        var all = JSON.readTree(getClass().getResourceAsStream("/prompty/vectors.json"))
                .get("vectors");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(entry -> !SKIPPED.containsKey(entry.at("/vector/name").asText()))
                .map(entry -> dynamicTest(
                        entry.get("operation").asText() + " "
                                + entry.at("/vector/name").asText(),
                        () -> check(entry.get("operation").asText(), entry.get("vector"))));
    }

    private void check(String operation, JsonNode vector) throws IOException {
        switch (operation) {
            case "load" -> load(vector.get("name").asText(), vector.get("input"), vector.get("expected"));
            case "parse" -> parse(vector.get("input"), vector.get("expected"));
            case "render" -> render(vector.get("input"), vector.get("expected"));
            default -> throw new AssertionError("unknown operation " + operation);
        }
    }

    private void load(String name, JsonNode input, JsonNode expected) throws IOException {
        var home = Files.createDirectories(folder.resolve(name).resolve("app"));
        for (var file : input.path("files").properties()) {
            var path = home.resolve(file.getKey()).normalize();
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().toString());
        }
        var environment = input.path("env");
        var references = new References(
                home,
                variable ->
                        environment.has(variable) ? environment.get(variable).asText() : null,
                any -> true);
        if (expected.has("error")) {
            assertThat(wrongWith(text(input, expected), references))
                    .contains(expected.get("error").asText());
            return;
        }
        var file = PromptyFile.parse(text(input, expected), references);
        if (expected.has("validated_inputs")) {
            var filled = PromptyInputs.of(file.root(Map.of())).filled(Map.of(), "vector");
            assertThat(JSON.<JsonNode>valueToTree(filled)).isEqualTo(expected.get("validated_inputs"));
        } else {
            assertIncludes(JSON.valueToTree(file.properties()), expected, name);
        }
    }

    private static String wrongWith(String text, References references) {
        try {
            var findings = PromptyFile.parse(text, references).findings().inOrder();
            return findings.isEmpty() ? "" : findings.get(0).message();
        } catch (FaultyFile e) {
            return e.getMessage();
        }
    }

    /** The file of the vector; where it names a fixture of the corpus, a file of what is expected to be in it. */
    private static String text(JsonNode input, JsonNode expected) {
        if (input.has("frontmatter_raw")) {
            return input.get("frontmatter_raw").asText();
        }
        if (input.has("frontmatter")) {
            return "---\n" + input.get("frontmatter").toPrettyString() + "\n---\nsystem:\nHello\n";
        }
        var front = ((ObjectNode) expected.deepCopy()).without(List.of("kind", "instructions"));
        return "---\n" + front + "\n---\n" + expected.path("instructions").asText("system:\nHello") + "\n";
    }

    private static void parse(JsonNode input, JsonNode expected) {
        var markers = new RoleMarkers(input.get("rendered").asText());
        var messages = new ArrayList<Map<String, Object>>();
        for (var message : markers.split(markers.tagged())) {
            var shown = new LinkedHashMap<String, Object>();
            shown.put("role", message.role());
            shown.put("content", List.of(Map.of("kind", "text", "value", message.text())));
            if (!message.attributes().isEmpty()) {
                shown.put("metadata", message.attributes());
            }
            messages.add(shown);
        }
        assertThat(JSON.<JsonNode>valueToTree(messages)).isEqualTo(expected.get("messages"));
    }

    private static void render(JsonNode input, JsonNode expected) {
        @SuppressWarnings("unchecked")
        Map<String, Object> values = JSON.convertValue(input.get("inputs"), Map.class);
        var template =
                Template.of(input.get("engine").asText(), input.get("template").asText());
        assertThat(template.render(values)).isEqualTo(expected.get("rendered").asText());
    }

    private static void assertIncludes(JsonNode actual, JsonNode expected, String where) {
        if (expected.isObject()) {
            assertThat(actual.isObject()).as(where + " is an object: " + actual).isTrue();
            expected.properties()
                    .forEach(entry -> assertIncludes(
                            actual.path(entry.getKey()), entry.getValue(), where + "." + entry.getKey()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(where + ": " + actual).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertIncludes(actual.get(i), expected.get(i), where + "[" + i + "]");
            }
        } else if (where.endsWith(".instructions")) {
            assertThat(actual.asText()).isEqualTo(expected.asText().strip());
        } else {
            assertThat(actual.asText()).as(where).isEqualTo(expected.asText());
        }
    }
}
