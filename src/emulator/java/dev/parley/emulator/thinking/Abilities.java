package dev.parley.emulator.thinking;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model with these tools can do, said in the words of their descriptions. */
final class Abilities {
    private static final int MOST = 4;

    private Abilities() {}

    /** "look up an order, place an order or take a message"; empty without tools. */
    static Optional<String> of(List<ToolSpec> tools) {
        List<String> each = tools.stream()
                .filter(tool -> !tool.ends())
                .limit(MOST)
                .map(Abilities::ability)
                .toList();
        return each.isEmpty() ? Optional.empty() : Optional.of(Words.listed(each, "or"));
    }

    private static String ability(ToolSpec tool) {
        String clause = tool.description()
                .strip()
                .split("[.,;:(\\n]| (?:by|when|if|once|so|for|with the|after|before|using) ")[0];
        String[] verbAndRest = clause.strip().split(" ", 2);
        if (verbAndRest.length < 2) {
            return "help with " + Words.spelled(tool.name());
        }
        return infinitive(verbAndRest[0].toLowerCase(Locale.ROOT)) + " "
                + verbAndRest[1].replaceAll("(?i)\\bthe (caller|customer|user)\\b", "you");
    }

    private static String infinitive(String verb) {
        if (verb.matches(".*(ss|sh|ch|x|o)es")) {
            return verb.substring(0, verb.length() - 2);
        }
        if (verb.endsWith("ies")) {
            return verb.substring(0, verb.length() - 3) + "y";
        }
        return verb.endsWith("s") && !verb.endsWith("ss") ? verb.substring(0, verb.length() - 1) : verb;
    }
}
