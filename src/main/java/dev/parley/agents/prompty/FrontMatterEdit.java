package dev.parley.agents.prompty;

import dev.parley.agents.PersonaFormat.NotEdited;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Sets one key at the top of a front matter and leaves every other byte as it was: comments, quotes, line ends, order. What
 * comes out is read again, and an edit that changed anything else is refused.
 */
final class FrontMatterEdit {
    private final String text;
    private final TextLines lines;
    private final PromptyText parts;
    private final Yaml yaml;

    private FrontMatterEdit(String text) {
        this.text = text;
        this.lines = new TextLines(text);
        this.parts = PromptyText.split(text);
        this.yaml = Yaml.read(parts.frontMatter());
    }

    /** @throws NotEdited with the reason */
    static String with(String text, String key, String value) {
        try {
            var edit = new FrontMatterEdit(text);
            var result = edit.with(key, value);
            if (!new FrontMatterEdit(result).values().equals(edit.valuesWith(key, value))) {
                throw new NotEdited("the front matter's " + key + " cannot be set without changing more than it");
            }
            return result;
        } catch (FaultyFile e) {
            throw new NotEdited("the front matter cannot be read: " + e.getMessage());
        }
    }

    /** Text of a key; empty where there is none, or it cannot be read. */
    static Optional<String> value(String text, String key) {
        try {
            return Optional.<Object>ofNullable(
                            new FrontMatterEdit(text).values().get(key))
                    .filter(value -> !(value instanceof Map<?, ?>) && !(value instanceof Collection<?>))
                    .map(value -> String.valueOf(value).strip())
                    .filter(value -> !value.isEmpty());
        } catch (FaultyFile e) {
            return Optional.empty();
        }
    }

    private String with(String key, String value) {
        if (!parts.hasFrontMatter()) {
            int start = text.startsWith("\uFEFF") ? 1 : 0;
            var end = lines.lineEnd();
            return inserted(start, "---" + end + key + ": " + YamlText.of(value) + end + "---" + end);
        }
        if (yaml.root().isEmpty() || !(yaml.root().get() instanceof MappingNode root)) {
            int close = parts.bodyLine() - 1;
            return inserted(lines.offset(close, 0), key + ": " + YamlText.of(value) + lines.lineEnd());
        }
        var found = find(root, key);
        return found.isPresent() ? replaced(found.get(), key, value) : added(root, key, value);
    }

    private static Optional<NodeTuple> find(MappingNode root, String key) {
        return root.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .findFirst();
    }

    private String replaced(NodeTuple entry, String key, String value) {
        if (!(entry.getValueNode() instanceof ScalarNode scalar)
                || scalar.getScalarStyle() == ScalarStyle.LITERAL
                || scalar.getScalarStyle() == ScalarStyle.FOLDED
                || line(scalar) != scalar.getEndMark().orElseThrow().getLine()) {
            throw new NotEdited("the front matter's " + key + " holds more than a text of one line");
        }
        int from = start(scalar);
        int to = from
                + scalar.getEndMark().orElseThrow().getIndex()
                - scalar.getStartMark().orElseThrow().getIndex();
        var gap = text.charAt(from - 1) == ':' ? " " : "";
        return text.substring(0, from) + gap + YamlText.of(value, scalar.getScalarStyle()) + text.substring(to);
    }

    /** Before the first key, so that it stays in the group however the last one is written. */
    private String added(MappingNode root, String key, String value) {
        var entry = key + ": " + YamlText.of(value);
        if (root.getFlowStyle() == FlowStyle.FLOW) {
            return inserted(start(root) + 1, entry + (root.getValue().isEmpty() ? "" : ", "));
        }
        int first = start(root.getValue().get(0).getKeyNode());
        int indent =
                root.getValue().get(0).getKeyNode().getStartMark().orElseThrow().getColumn();
        return inserted(first, entry + lines.lineEnd() + " ".repeat(indent));
    }

    private String inserted(int at, String what) {
        return text.substring(0, at) + what + text.substring(at);
    }

    private static int line(Node node) {
        return node.getStartMark().orElseThrow().getLine();
    }

    /** In the whole text. */
    private int start(Node node) {
        var mark = node.getStartMark().orElseThrow();
        return lines.offset(parts.frontMatterLine() + mark.getLine(), mark.getColumn());
    }

    private Map<?, ?> values() {
        return yaml.value() instanceof Map<?, ?> map ? map : Map.of();
    }

    private Map<?, ?> valuesWith(String key, String value) {
        var result = new LinkedHashMap<Object, Object>(values());
        result.put(key, value);
        return result;
    }
}
