package dev.parley.agents.prompty;

import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.agents.PersonaFormat.Severity;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is found wrong with one file, as it is read; the reading goes on, so that all is told at once. Not thread-safe. */
final class Findings {
    private static final int MOST = 100;

    private final FrontMatter source;
    private final Set<Finding> found = new LinkedHashSet<>();

    Findings(FrontMatter source) {
        this.source = source;
    }

    /** About a key of the front matter. */
    void error(String path, String message) {
        add(Severity.ERROR, path, message);
    }

    void warning(String path, String message) {
        add(Severity.WARNING, path, message);
    }

    /** About something else; positions are 1-based, 0 unknown. */
    void error(int line, int column, String message) {
        add(new Finding(Severity.ERROR, line, column, "", message));
    }

    boolean anyError() {
        return found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** Whether a key, or something inside its value, is wrong. */
    boolean faulty(String path) {
        return found.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .anyMatch(
                        finding -> finding.path().equals(path) || finding.path().startsWith(path + "."));
    }

    FrontMatter source() {
        return source;
    }

    List<Finding> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
    }

    private void add(Severity severity, String path, String message) {
        var at = source.position(path);
        add(new Finding(severity, at.line(), at.column(), path, message));
    }

    private void add(Finding finding) {
        if (found.size() < MOST) {
            found.add(finding);
        }
    }
}
