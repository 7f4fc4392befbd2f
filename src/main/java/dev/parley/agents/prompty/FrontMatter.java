package dev.parley.agents.prompty;

import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The YAML of a prompty file and where each key stands.
 *
 * @param values maps with text keys, lists, strings, numbers, booleans
 * @param positions in the file by path ({@code parley.turns.endOfSpeechMs}, {@code inputs.0.name}): of a key, of a list's item
 */
record FrontMatter(Map<String, Object> values, Map<String, Position> positions) {
    /** Both 1-based. */
    record Position(int line, int column) {
        static final Position TOP = new Position(1, 1);
    }

    /** @throws FaultyFile when it is no YAML mapping */
    static FrontMatter parse(String text, int firstLine) {
        var yaml = read(text, firstLine);
        if (yaml.value() == null) {
            return new FrontMatter(Map.of(), Map.of());
        }
        if (!(yaml.value() instanceof Map<?, ?> values)) {
            throw new FaultyFile(firstLine, 1, "invalid frontmatter: it is not a list of keys and values");
        }
        var positions = new HashMap<String, Position>();
        collect(yaml.root().orElseThrow(), "", firstLine, positions);
        @SuppressWarnings("unchecked") // Yaml promises text keys
        var byName = (Map<String, Object>) values;
        return new FrontMatter(byName, positions);
    }

    /** Of a path, or of the nearest thing around it. */
    Position position(String path) {
        for (var at = path; !at.isEmpty(); at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "") {
            if (positions.containsKey(at)) {
                return positions.get(at);
            }
        }
        return Position.TOP;
    }

    private static Yaml read(String text, int firstLine) {
        try {
            return Yaml.read(text);
        } catch (FaultyFile e) {
            int line = e.line() == 0 ? firstLine : e.line() + firstLine - 1;
            throw new FaultyFile(line, e.column(), "invalid frontmatter: " + e.getMessage(), e);
        }
    }

    private static void collect(Node node, String path, int firstLine, Map<String, Position> positions) {
        node.getStartMark().ifPresent(mark -> positions.putIfAbsent(path, position(mark, firstLine)));
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    var at = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
                    key.getStartMark().ifPresent(mark -> positions.put(at, position(mark, firstLine)));
                    collect(entry.getValueNode(), at, firstLine, positions);
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                collect(sequence.getValue().get(i), path + "." + i, firstLine, positions);
            }
        }
    }

    private static Position position(Mark mark, int firstLine) {
        return new Position(mark.getLine() + firstLine, mark.getColumn() + 1);
    }
}
