package dev.parley.agents.prompty;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The YAML of a prompty file, by YAML 1.2's core schema, and the line on which each key stands.
 *
 * @param values maps, lists, strings, numbers, booleans
 * @param lines line in the file by path ({@code parley.turns.endOfSpeechMs}, {@code inputs.0.name})
 */
record FrontMatter(Map<String, Object> values, Map<String, Integer> lines) {
    /** More than a page of front matter; it also bounds what a file of nested aliases can cost. */
    private static final int LONGEST = 64 * 1024;

    private static final int MOST_ALIASES = 20;

    /** @throws FaultyFile when it is no YAML mapping */
    static FrontMatter parse(String yaml, int firstLine) {
        var settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            var loaded = new Load(settings).loadFromString(yaml);
            if (loaded == null) {
                return new FrontMatter(Map.of(), Map.of());
            }
            if (!(loaded instanceof Map<?, ?> map)) {
                throw new FaultyFile(firstLine, "invalid frontmatter: it is not a list of keys and values");
            }
            var lines = new HashMap<String, Integer>();
            new Compose(settings).composeString(yaml).ifPresent(root -> collect(root, "", firstLine, lines));
            return new FrontMatter(textKeys(map), lines);
        } catch (MarkedYamlEngineException e) {
            var line =
                    e.getProblemMark().map(mark -> mark.getLine() + firstLine).orElse(firstLine);
            throw new FaultyFile(line, "invalid frontmatter: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new FaultyFile(firstLine, "invalid frontmatter: it is no YAML", e);
        }
    }

    /** Line of a path, or of the nearest thing around it. */
    int line(String path) {
        for (var at = path; !at.isEmpty(); at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "") {
            if (lines.containsKey(at)) {
                return lines.get(at);
            }
        }
        return 1;
    }

    private static void collect(Node node, String path, int firstLine, Map<String, Integer> lines) {
        node.getStartMark().ifPresent(mark -> lines.putIfAbsent(path, mark.getLine() + firstLine));
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    var at = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
                    key.getStartMark().ifPresent(mark -> lines.put(at, mark.getLine() + firstLine));
                    collect(entry.getValueNode(), at, firstLine, lines);
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                collect(sequence.getValue().get(i), path + "." + i, firstLine, lines);
            }
        }
    }

    private static Map<String, Object> textKeys(Map<?, ?> map) {
        var result = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> result.put(String.valueOf(key), value));
        return result;
    }
}
