package dev.parley.emulator.thinking;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** English words, as coarsely as the demo model compares them: stemmed, with the words of one idea as one. */
final class Words {
    private static final Set<String> EMPTY = Set.of(
            ("a an the and or of to in on at by for from with is are was be been am do does did can could would will shall should may"
                            + " i me my we us our you your he she it its they them this that these those there here what which who whom how"
                            + " when please like so just also as if not no yes have has had get got want need know tell give say call"
                            + " caller customer value one any some about hello hi thanks thank ok okay well now then")
                    .split(" "));

    /** Different words for one idea, by the word that stands for it; all stemmed. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("open", "hour"),
            Map.entry("clos", "hour"),
            Map.entry("close", "hour"),
            Map.entry("track", "look"),
            Map.entry("find", "look"),
            Map.entry("where", "look"),
            Map.entry("status", "look"),
            Map.entry("search", "look"),
            Map.entry("get", "look"),
            Map.entry("buy", "place"),
            Map.entry("purchase", "place"),
            Map.entry("availability", "stock"),
            Map.entry("available", "stock"),
            Map.entry("locat", "address"),
            Map.entry("located", "address"),
            Map.entry("street", "address"),
            Map.entry("lane", "address"),
            Map.entry("road", "address"),
            Map.entry("avenue", "address"),
            Map.entry("square", "address"),
            Map.entry("directions", "address"),
            Map.entry("reserve", "book"),
            Map.entry("schedule", "book"),
            Map.entry("appointment", "book"),
            Map.entry("voicemail", "message"),
            Map.entry("cost", "price"),
            Map.entry("expensive", "price"));

    private Words() {}

    /** The words of a text in order, in lower case, without punctuation. */
    static List<String> all(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).replace('’', '\'').split("[^\\p{L}\\p{N}']+")) {
            String bare = word.replaceAll("^'+|'+$|'s$|'d$|'m$|'re$|'ll$|'ve$", "");
            if (!bare.isEmpty()) {
                words.add(bare);
            }
        }
        return words;
    }

    /** The ideas of a text: its words that mean something, stemmed, one for those that mean the same. */
    static Set<String> ideas(String text) {
        Set<String> ideas = new LinkedHashSet<>();
        for (String word : all(text)) {
            if (word.equals("where") || !EMPTY.contains(word)) {
                ideas.add(idea(word));
            }
        }
        return ideas;
    }

    static String idea(String word) {
        String stem = stem(word);
        return SAME.getOrDefault(stem, SAME.getOrDefault(word, stem));
    }

    private static String stem(String word) {
        String stem = word;
        if (stem.length() > 4 && stem.endsWith("ies")) {
            return stem.substring(0, stem.length() - 3) + "y";
        }
        if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        for (String ending : List.of("ing", "ed")) {
            if (stem.length() > ending.length() + 3 && stem.endsWith(ending)) {
                return stem.substring(0, stem.length() - ending.length());
            }
        }
        return stem;
    }

    /** A name of code in words: {@code orderId}, {@code order_id} and {@code order-id} are "order id". */
    static String spelled(String name) {
        return name.replaceAll("([\\p{Ll}\\p{N}])(\\p{Lu})", "$1 $2")
                .replaceAll("[_-]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** "a", "a and b", "a, b and c". */
    static String listed(List<String> parts, String last) {
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.getFirst();
            default -> String.join(", ", parts.subList(0, parts.size() - 1)) + " " + last + " " + parts.getLast();
        };
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String uncapitalised(String text) {
        boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return text.isEmpty() || acronym ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
