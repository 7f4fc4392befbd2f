package dev.parley.emulator.thinking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values in what a caller says: numbers, codes, dates, times, names. */
final class Spoken {
    private static final List<String> SMALL = List.of(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
                            + " eighteen nineteen")
                    .split(" "));
    private static final Map<String, Integer> TENS = Map.of(
            "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70, "eighty", 80, "ninety",
            90, "dozen", 12);
    static final List<String> WEEKDAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final Pattern CODE =
            Pattern.compile("\\b(\\p{L}{1,4})(?:\\s*-\\s*|\\s+dash\\s+|\\s+)?(\\d{2,}(?:-\\d+)*)\\b");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\b\\d{3,}\\b");
    private static final Pattern DIGITS =
            Pattern.compile("(?<![\\p{L}\\d-])\\d+(?:\\.\\d+)?(?![\\p{L}\\d:-]|\\s*[ap]\\.?m\\b)");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d ()-]{4,}\\d");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
    private static final String MONTH =
            "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    private static final Pattern DATE = Pattern.compile("(?i)\\b(\\d{4}-\\d{2}-\\d{2}|" + MONTH
            + " \\d{1,2}(?:st|nd|rd|th)?|(?:the )?\\d{1,2}(?:st|nd|rd|th)? (?:of )?" + MONTH
            + "|today|tomorrow|(?:next |this )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))\\b");
    private static final Pattern TIME = Pattern.compile(
            "(?i)\\b(\\d{1,2}:\\d{2}(?: ?[ap]\\.?m)?|\\d{1,2} ?[ap]\\.?m|\\d{1,2} o'clock|noon|midday|midnight)\\b");
    private static final Pattern NAME =
            Pattern.compile("(?:[Mm]y name is|[Mm]y name's|[Tt]his is|[Ii] am|[Ii]'m|[Nn]ame:)"
                    + " (\\p{Lu}[\\p{L}'-]+(?: (?:\\p{Lu}[\\p{L}'-]+|van|von|de|del))*)");

    private Spoken() {}

    /** Codes such as A-1042, also spoken as "A 1042" or "a dash 1042"; then bare numbers of three digits or more. */
    static List<String> codes(String text) {
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            String letters = code.group(1);
            boolean word = letters.equals(letters.toLowerCase(Locale.ROOT)) && letters.length() > 1;
            if (!word) {
                codes.add(letters.toUpperCase(Locale.ROOT) + "-" + code.group(2));
            }
        }
        if (codes.isEmpty()) {
            Matcher bare = LONG_NUMBER.matcher(text);
            while (bare.find()) {
                codes.add(bare.group());
            }
        }
        return codes;
    }

    /** The first plain number, in digits or words, that is no part of a code, date or time. */
    static Optional<String> number(String text) {
        String plain = TIME.matcher(DATE.matcher(text).replaceAll(" ")).replaceAll(" ");
        Matcher digits = DIGITS.matcher(CODE.matcher(plain).replaceAll(" $1 "));
        Matcher untouched = DIGITS.matcher(plain);
        if (codes(plain).isEmpty() ? untouched.find() : digits.find()) {
            return Optional.of(codes(plain).isEmpty() ? untouched.group() : digits.group());
        }
        OptionalLong inWords = inWords(Words.all(plain));
        return inWords.isPresent() ? Optional.of(Long.toString(inWords.getAsLong())) : Optional.empty();
    }

    private static OptionalLong inWords(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String[] parts = words.get(i).split("-");
            if (TENS.containsKey(parts[0])) {
                int tens = TENS.get(parts[0]);
                String unit = parts.length > 1 ? parts[1] : i + 1 < words.size() ? words.get(i + 1) : "";
                int ones = SMALL.indexOf(unit);
                return OptionalLong.of(tens + (tens != 12 && ones > 0 && ones < 10 ? ones : 0));
            }
            int small = SMALL.indexOf(words.get(i));
            if (small > 0) {
                return OptionalLong.of(small);
            }
        }
        return OptionalLong.empty();
    }

    static Optional<String> phone(String text) {
        return first(PHONE, text, 0).map(number -> number.replaceAll("[ ()-]", ""));
    }

    static Optional<String> mail(String text) {
        return first(MAIL, text, 0);
    }

    static Optional<String> date(String text) {
        return first(DATE, text, 1);
    }

    static Optional<String> time(String text) {
        return first(TIME, text, 1);
    }

    /** A weekday named, or the one that "today" and "tomorrow" are where today's is known. */
    static Optional<String> weekday(String text, Optional<String> today) {
        List<String> words = Words.all(text);
        for (String day : WEEKDAYS) {
            String lower = day.toLowerCase(Locale.ROOT);
            if (words.contains(lower) || words.contains(lower + "s")) {
                return Optional.of(day);
            }
        }
        int ahead = words.contains("tomorrow") ? 1 : words.contains("today") ? 0 : -1;
        return ahead < 0
                ? Optional.empty()
                : today.map(day -> WEEKDAYS.get((WEEKDAYS.indexOf(day) + ahead) % WEEKDAYS.size()));
    }

    /** A person's name after "my name is" and its like. */
    static Optional<String> name(String text) {
        return first(NAME, text, 1);
    }

    private static Optional<String> first(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}
