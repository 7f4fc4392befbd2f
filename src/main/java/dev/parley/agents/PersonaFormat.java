package dev.parley.agents;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a persona: reads it, tells all that is wrong with it, renders it to look at. Thread-safe; no I/O but the files
 * that a text includes, which must lie in the folder of the persona files.
 */
public interface PersonaFormat {
    /** Larger texts are refused unread, in bytes of UTF-8. */
    int LARGEST_TEXT = 256 * 1024;

    /**
     * Reads a text, whatever is in it.
     *
     * @param id of the persona that becomes of it
     */
    Reading read(PersonaId id, String text);

    /**
     * What a model and a caller would be told at the start of a call. A fault outside the prompt does not hinder it.
     *
     * @param values inputs by name; for those of the call that are missing it shows their names
     */
    Preview preview(PersonaId id, String text, Map<String, Object> values);

    /**
     * The text with a key of its front matter set, and every other byte as it was.
     *
     * @param key at the top level, such as {@code id} or {@code name}
     * @throws NotEdited when the front matter cannot be read, or the key holds more than a text of one line
     */
    String with(String text, String key, String value);

    /** What {@link #with} would replace; empty where the key is missing, holds no text, or the front matter cannot be read. */
    Optional<String> value(String text, String key);

    /** JSON Schema (draft 2020-12) of the front matter, for editors: the same by which texts are checked. */
    String schema();

    /**
     * What became of a text.
     *
     * @param persona present exactly when no finding is an error
     * @param findings in the order of the text
     */
    record Reading(Optional<Persona> persona, Summary summary, List<Finding> findings) {
        public Reading {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Something to know about a text.
     *
     * @param line 1-based, 0 unknown
     * @param column 1-based, 0 unknown
     * @param path of the key, as {@code parley.turns.guesses}; empty where it is about something else
     * @param message plain words; never a value that may be secret
     */
    record Finding(Severity severity, int line, int column, String path, String message) {}

    /** Whether a text with such a finding makes a persona. */
    enum Severity {
        ERROR,
        WARNING
    }

    /**
     * What can be told even of a faulty text; empty where it does not say.
     *
     * @param id of the front matter, as earlier systems have it; any text
     * @param name for people; else the format's own name
     * @param handOffs whom it may hand a call to
     * @param tools names, known or not
     */
    record Summary(
            Optional<String> id,
            String name,
            String description,
            List<String> tags,
            List<PersonaId> handOffs,
            List<String> tools) {
        /** Of a text that says nothing. */
        public static final Summary NOTHING = new Summary(Optional.empty(), "", "", List.of(), List.of(), List.of());

        public Summary {
            tags = List.copyOf(tags);
            handOffs = List.copyOf(handOffs);
            tools = List.copyOf(tools);
        }
    }

    /**
     * A rendered text.
     *
     * @param messages that open the model's history; empty when they cannot be rendered
     * @param greeting first words; empty where the model greets, or when it cannot be rendered
     * @param inputs what the prompt can be given
     * @param findings of the text, and of the rendering
     */
    record Preview(List<ChatMessage> messages, Optional<String> greeting, List<Input> inputs, List<Finding> findings) {
        public Preview {
            messages = List.copyOf(messages);
            inputs = List.copyOf(inputs);
            findings = List.copyOf(findings);
        }
    }

    /**
     * A variable of the prompt.
     *
     * @param kind of the format: string, integer, float, boolean, array, object ...
     * @param ofTheCall whether every call gives it
     */
    record Input(String name, String kind, boolean required, Optional<Object> byDefault, boolean ofTheCall) {}

    /** A text could not be edited in place; the message says why. */
    class NotEdited extends RuntimeException {
        public NotEdited(String message) {
            super(message);
        }
    }
}
