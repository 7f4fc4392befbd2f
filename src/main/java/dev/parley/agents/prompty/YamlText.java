package dev.parley.agents.prompty;

import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** A text as YAML of one line. */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]([A-Za-z0-9 _.-]*[A-Za-z0-9_.-])?");
    /** Plain words of YAML 1.2's core schema that are no texts. */
    private static final Set<String> NO_TEXTS =
            Set.of("true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL");

    private YamlText() {}

    static String of(String value) {
        return of(value, ScalarStyle.PLAIN);
    }

    /** In the style that stood there before, as far as the value allows. */
    static String of(String value, ScalarStyle style) {
        if (style == ScalarStyle.PLAIN && PLAIN.matcher(value).matches() && !NO_TEXTS.contains(value)) {
            return value;
        }
        boolean printable = value.codePoints().noneMatch(YamlText::needsEscape);
        return style == ScalarStyle.SINGLE_QUOTED && printable
                ? "'" + value.replace("'", "''") + "'"
                : doubleQuoted(value);
    }

    private static String doubleQuoted(String value) {
        var result = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                result.append('\\').appendCodePoint(c);
            } else if (needsEscape(c)) {
                result.append(String.format("\\u%04X", c));
            } else {
                result.appendCodePoint(c);
            }
        });
        return result.append('"').toString();
    }

    /** Control characters, and what older readers take for the end of a line. */
    private static boolean needsEscape(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
    }
}
