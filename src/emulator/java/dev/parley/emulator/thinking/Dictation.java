package dev.parley.emulator.thinking;

import java.util.Optional;
import java.util.regex.Pattern;

/** Instructions that ask for certain words and nothing else: any model obeys those, whatever the conversation is about. */
public final class Dictation {
    private static final Pattern SAY_EXACTLY = Pattern.compile("(?i)^say exactly[^\\n]*:\\s*\\n(.+)$", Pattern.DOTALL);

    private Dictation() {}

    /** The words that the system prompt asks for; empty where it is no such prompt. */
    public static Optional<Thought> in(Question question) {
        var matcher = SAY_EXACTLY.matcher(question.system().strip());
        return matcher.matches() ? Optional.of(Thought.saying(matcher.group(1).strip())) : Optional.empty();
    }
}
