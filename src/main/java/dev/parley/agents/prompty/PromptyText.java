package dev.parley.agents.prompty;

import java.util.Arrays;

/**
 * A prompty file cut in two: YAML front matter and body. Delimiters are {@code ---} or {@code +++}, alone on their line, so
 * that a rule inside the body or three dashes inside a YAML value cut nothing (prompty §2). Line ends become {@code \n}.
 *
 * @param frontMatter empty where the file has none
 * @param frontMatterLine line of the file at which it begins
 * @param body the template
 * @param bodyLine line of the file at which it begins
 */
record PromptyText(String frontMatter, int frontMatterLine, String body, int bodyLine) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws FaultyFile when front matter is opened and never closed */
    static PromptyText split(String file) {
        var text = file.replace("\r\n", "\n").replace('\r', '\n');
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        var lines = text.split("\n", -1);
        int first = 0;
        while (first < lines.length && lines[first].isBlank()) {
            first++;
        }
        if (first == lines.length || !delimits(lines[first])) {
            return new PromptyText("", 1, text, 1);
        }
        for (int last = first + 1; last < lines.length; last++) {
            if (delimits(lines[last])) {
                return new PromptyText(
                        join(lines, first + 1, last), first + 2, join(lines, last + 1, lines.length), last + 2);
            }
        }
        throw new FaultyFile(first + 1, 1, "the front matter that begins here is never closed by a line of ---");
    }

    /** Whether there is one, though it may be empty. */
    boolean hasFrontMatter() {
        return bodyLine > 1;
    }

    private static boolean delimits(String line) {
        var bare = line.strip();
        return bare.equals("---") || bare.equals("+++");
    }

    private static String join(String[] lines, int from, int to) {
        return String.join("\n", Arrays.asList(lines).subList(from, to));
    }
}
