package dev.parley.line.acs;

import java.util.Locale;
import java.util.Map;

/** Spellings of keys: the sheet shows {@code "3"}, other producers write {@code three} or {@code pound}. */
final class Keys {
    private static final String KEYS = "0123456789*#ABCD";
    private static final Map<String, Character> NAMES = Map.ofEntries(
            Map.entry("zero", '0'),
            Map.entry("one", '1'),
            Map.entry("two", '2'),
            Map.entry("three", '3'),
            Map.entry("four", '4'),
            Map.entry("five", '5'),
            Map.entry("six", '6'),
            Map.entry("seven", '7'),
            Map.entry("eight", '8'),
            Map.entry("nine", '9'),
            Map.entry("asterisk", '*'),
            Map.entry("star", '*'),
            Map.entry("pound", '#'),
            Map.entry("hash", '#'));

    private Keys() {}

    /** @throws MalformedMessage if it names no key */
    static char named(String spelling) {
        if (spelling == null) {
            throw new MalformedMessage("a key without its name");
        }
        var name = spelling.strip();
        if (name.length() == 1 && KEYS.indexOf(Character.toUpperCase(name.charAt(0))) >= 0) {
            return Character.toUpperCase(name.charAt(0));
        }
        var key = NAMES.get(name.toLowerCase(Locale.ROOT));
        if (key == null) {
            throw new MalformedMessage("no such key");
        }
        return key;
    }
}
