package dev.parley.console.faces;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import dev.parley.console.DiffLine;
import dev.parley.console.DiffLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** Two texts line by line, long stretches of the same left out. */
final class TextDiff {
    private static final int LINES_AROUND = 3;

    private TextDiff() {}

    static List<DiffLine> between(String older, String newer) {
        // lines as they are: the generator would escape them for HTML, and so do pages
        var rows = DiffRowGenerator.create()
                .showInlineDiffs(false)
                .lineNormalizer(line -> line)
                .build()
                .generateDiffRows(older.lines().toList(), newer.lines().toList());
        var lines = new ArrayList<DiffLine>();
        rows.forEach(row -> add(lines, row));
        return shortened(lines);
    }

    private static void add(List<DiffLine> lines, DiffRow row) {
        switch (row.getTag()) {
            case INSERT -> lines.add(new DiffLine(Kind.ADDED, row.getNewLine()));
            case DELETE -> lines.add(new DiffLine(Kind.REMOVED, row.getOldLine()));
            case CHANGE -> {
                lines.add(new DiffLine(Kind.REMOVED, row.getOldLine()));
                lines.add(new DiffLine(Kind.ADDED, row.getNewLine()));
            }
            case EQUAL -> lines.add(new DiffLine(Kind.SAME, row.getNewLine()));
        }
    }

    private static List<DiffLine> shortened(List<DiffLine> lines) {
        var near = new boolean[lines.size()];
        for (int i = 0; i < near.length; i++) {
            if (lines.get(i).kind() != Kind.SAME) {
                for (int j = Math.max(0, i - LINES_AROUND); j <= Math.min(near.length - 1, i + LINES_AROUND); j++) {
                    near[j] = true;
                }
            }
        }
        var result = new ArrayList<DiffLine>();
        for (int i = 0; i < near.length; i++) {
            if (near[i]) {
                result.add(lines.get(i));
            } else if (i == 0 || near[i - 1]) {
                result.add(new DiffLine(Kind.GAP, "…"));
            }
        }
        return result.stream().anyMatch(line -> line.kind() != Kind.GAP) ? result : List.of();
    }
}
