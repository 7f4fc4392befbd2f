package dev.parley.emulator.thinking;

import dev.parley.emulator.thinking.ToolSpec.Param;
import java.util.List;

/** Asks the caller for a missing argument, in the words of the parameter's description. */
final class AskFor {
    private AskFor() {}

    static String missing(Param param) {
        String wanted =
                param.description().isBlank() ? "the " + Words.spelled(param.name()) : wanted(param.description());
        return "Could you tell me " + wanted + ", please?" + choices(param);
    }

    private static String wanted(String description) {
        String first = description
                .strip()
                .split("(?<=[^.]{8})[.;]( |$)|\\s*\\(|\\n")[0]
                .replaceAll("[.?!,:]+$", "");
        String wanted = Words.uncapitalised(first)
                .replaceAll("(?i)\\b(the )?(caller|customer|user)('s)\\b", "your")
                .replaceAll("(?i)\\b(the )?(caller|customer|user)( wants| would like| wishes)( to)?\\b", "you want$4")
                .replaceAll("(?i)\\b(the )?(\\w+) of the (caller|customer|user)\\b", "your $2")
                .replaceAll("(?i)\\b(the )?(caller|customer|user)\\b", "you");
        if (wanted.matches("(?i)(the|a|an|your|his|her|their|any|what|which|when|where|who|how|whether|if)\\b.*")) {
            return wanted;
        }
        return "the " + wanted;
    }

    private static String choices(Param param) {
        List<String> choices = param.choices().stream().map(Words::spelled).toList();
        return choices.isEmpty() || choices.size() > 5 ? "" : " It can be " + Words.listed(choices, "or") + ".";
    }
}
