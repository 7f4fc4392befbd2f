package dev.parley.agents.prompty;

import java.util.ArrayList;
import java.util.List;

/** Where the lines of a text begin, whatever their ends are. */
final class TextLines {
    private final String text;
    private final List<Integer> starts = new ArrayList<>();

    TextLines(String text) {
        this.text = text;
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            boolean pair = text.startsWith("\r\n", i);
            if (!pair && (text.charAt(i) == '\n' || text.charAt(i) == '\r')) {
                starts.add(i + 1);
            }
            if (pair) {
                starts.add(i + 2);
                i++;
            }
        }
    }

    /**
     * Index of a character.
     *
     * @param line 1-based
     * @param column 0-based, in code points
     */
    int offset(int line, int column) {
        return text.offsetByCodePoints(starts.get(line - 1), column);
    }

    /** The end of the text's first line, for lines to add. */
    String lineEnd() {
        if (starts.size() == 1) {
            return "\n";
        }
        int second = starts.get(1);
        return text.startsWith("\r\n", second - 2) ? "\r\n" : text.substring(second - 1, second);
    }
}
