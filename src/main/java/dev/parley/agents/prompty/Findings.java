package dev.parley.agents.prompty;

import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.agents.PersonaFormat.Severity;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is found wrong with one file, as it is read; the reading goes on, so that all is told at once. Not thread-safe. */
final class Findings {
    private static final int MOST = 100;
    private static final int LONGEST = 500;

    private final FrontMatter source;
    private final Set<Finding> found = new LinkedHashSet<>();
    private final Set<String> faulty = new HashSet<>();

    Findings(FrontMatter source) {
        this.source = source;
    }

    /** About a key of the front matter. */
    void error(String path, String message) {
        add(Severity.ERROR, path, message);
        for (var at = path; faulty.add(at) && at.contains("."); ) {
            at = at.substring(0, at.lastIndexOf('.'));
        }
    }

    void warning(String path, String message) {
        add(Severity.WARNING, path, message);
    }

    /** About something else; positions are 1-based, 0 unknown. */
    void error(int line, int column, String message) {
        found.add(new Finding(Severity.ERROR, line, column, "", shortened(message)));
    }

    /** Whether a key, or something inside its value, is wrong. */
    boolean faulty(String path) {
        return faulty.contains(path);
    }

    FrontMatter source() {
        return source;
    }

    /** In the order of the text; the first hundred. */
    List<Finding> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .limit(MOST)
                .toList();
    }

    private void add(Severity severity, String path, String message) {
        var at = source.position(path);
        found.add(new Finding(severity, at.line(), at.column(), path, shortened(message)));
    }

    /** A key may be as long as its file. */
    private static String shortened(String message) {
        return message.length() > LONGEST ? message.substring(0, LONGEST) + " ..." : message;
    }
}
