package dev.parley.console;

import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.agents.PersonaFormat.Severity;
import java.io.Serializable;

/**
 * What is wrong with a text, as the editor shows it.
 *
 * @param line 1-based, 0 unknown
 * @param column 1-based, 0 unknown
 * @param error whether it keeps the text from being published; else a warning
 */
public record Fault(int line, int column, String key, String message, boolean error) implements Serializable {
    public static Fault of(Finding finding) {
        return new Fault(
                finding.line(),
                finding.column(),
                finding.path(),
                finding.message(),
                finding.severity() == Severity.ERROR);
    }

    /** As in {@code Line 12, column 3: …}. */
    public String words() {
        return line == 0 ? message : "Line " + line + ", column " + column + ": " + message;
    }
}
