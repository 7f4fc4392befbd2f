package dev.parley.agents.prompty;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 by its core schema, and so JSON, with bounds: no text of a few KB becomes a value that fills memory or stack, by
 * nesting, by aliases of aliases or by an alias of itself.
 *
 * @param root as it is written, with positions; empty for an empty text
 * @param value maps with text keys, lists, strings, finite numbers, booleans, null
 */
record Yaml(Optional<Node> root, Object value) {
    private static final int LONGEST = 256 * 1024;
    private static final int DEEPEST = 40;
    private static final int MOST_VALUES = 50_000;
    private static final int MOST_ALIASES = 20;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(LONGEST)
            .build();

    /** @throws FaultyFile with a position in this text */
    static Yaml read(String text) {
        try {
            checkDepth(text);
            var root = new Compose(SETTINGS).composeString(text);
            root.ifPresent(node -> new Size().add(node));
            return new Yaml(root, plain(new StandardConstructor(SETTINGS).constructSingleDocument(root)));
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark();
            throw new FaultyFile(
                    mark.map(at -> at.getLine() + 1).orElse(0),
                    mark.map(at -> at.getColumn() + 1).orElse(0),
                    e.getProblem(),
                    e);
        } catch (YamlEngineException e) {
            throw new FaultyFile(0, 0, "it is no YAML, or has too many aliases", e);
        }
    }

    /** Composing a text goes as deep as the text, so this comes first. */
    private static void checkDepth(String text) {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {
                    continue;
                }
            }
            if (depth > DEEPEST) {
                var at = event.getStartMark();
                throw new FaultyFile(
                        at.map(mark -> mark.getLine() + 1).orElse(0),
                        at.map(mark -> mark.getColumn() + 1).orElse(0),
                        "it is nested more than " + DEEPEST + " deep");
            }
        }
    }

    /** Numbers that no long or double holds stay texts. */
    private static Object plain(Object value) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case Map<?, ?> map -> {
                var result = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> result.put(String.valueOf(key), plain(item)));
                yield result;
            }
            case List<?> list -> {
                var result = new ArrayList<Object>();
                list.forEach(item -> result.add(plain(item)));
                yield result;
            }
            case BigInteger number -> number.toString();
            case Double number -> Double.isFinite(number) ? (Object) number : number.toString();
            default -> value;
        };
    }

    /** Counts what a document is once its aliases are written out. */
    private static final class Size {
        private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
        private int values;

        void add(Node node) {
            if (++values > MOST_VALUES) {
                throw new FaultyFile(0, 0, "it is too large once its aliases are written out");
            }
            if (!open.add(node)) {
                throw new FaultyFile(0, 0, "an alias contains itself");
            }
            if (node instanceof MappingNode mapping) {
                mapping.getValue().forEach(entry -> {
                    add(entry.getKeyNode());
                    add(entry.getValueNode());
                });
            } else if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(this::add);
            }
            open.remove(node);
        }
    }
}
