package dev.parley.emulator.thinking;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Things that a caller wants to have: what follows an amount, or a word of wanting. */
final class Goods {
    private static final String AMOUNT =
            "(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?dozen|twenty|some|the|any|another|of)";
    private static final String COUNT =
            "(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?dozen|twenty|one)";
    private static final String THING =
            "(?<thing>\\p{L}[\\p{L}' -]*?)(?=\\s+(?:please|in stock|available|for|at|by|to|left|cost|on|and|is|are)\\b|[.,!?;]|$)";
    private static final Pattern COUNTED = Pattern.compile(
            "(?i)\\b" + COUNT + "\\s+(?:(?:pieces?|pairs?|box(?:es)?|packs?|bags?|of|the)\\s+)*" + THING);
    private static final Pattern WANTED = Pattern.compile(
            "(?i)\\b(?:order|buy|purchase|order for|get|want|need|like|sell|price of|have|stock of|much (?:is|are|do|does))\\s+(?:"
                    + AMOUNT + "\\s+)*" + THING);
    private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:" + AMOUNT + "\\s+)+");
    private static final Set<String> NO_GOODS = Set.of(
            "order",
            "orders",
            "something",
            "anything",
            "it",
            "that",
            "this",
            "these",
            "those",
            "place",
            "to",
            "help",
            "you",
            "i",
            "my",
            "me",
            "question",
            "know",
            "make",
            "new",
            "do",
            "what",
            "am",
            "pm",
            "o'clock");

    private Goods() {}

    static Optional<String> named(String text) {
        return first(COUNTED.matcher(text)).or(() -> first(WANTED.matcher(text)));
    }

    static boolean hasAmount(String text) {
        return first(COUNTED.matcher(text)).isPresent();
    }

    static String withoutArticle(String thing) {
        return ARTICLE.matcher(thing).replaceFirst("");
    }

    private static Optional<String> first(Matcher matcher) {
        int from = 0;
        while (matcher.find(from)) {
            String thing = withoutArticle(matcher.group("thing"));
            List<String> words = Words.all(thing);
            if (!words.isEmpty() && words.size() <= 4 && words.stream().noneMatch(NO_GOODS::contains)) {
                return Optional.of(thing);
            }
            from = matcher.start() + 1;
        }
        return Optional.empty();
    }
}
