package dev.parley.emulator.thinking;

import dev.parley.emulator.thinking.Question.Message;
import dev.parley.emulator.thinking.Question.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Instructions to go on with an answer that broke off: a model that thinks the same twice says what is left of its answer.
 *
 * @param question the one that the broken answer was to
 * @param said what was heard of it
 */
public record Continuation(Question question, String said) {
    private static final Pattern GO_ON = Pattern.compile(
            "(.*?)\\bYour last answer broke off in the middle\\.[^\\n]*\\n\"(.*)\"\\s*$", Pattern.DOTALL);

    /** Empty where the system prompt asks for nothing like it. */
    public static Optional<Continuation> in(Question question) {
        var matcher = GO_ON.matcher(question.system().strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var messages =
                new ArrayList<>(List.of(Message.of(Role.SYSTEM, matcher.group(1).strip())));
        question.messages().stream()
                .filter(message -> message.role() != Role.SYSTEM)
                .forEach(messages::add);
        while (messages.size() > 1 && isSaid(messages.getLast())) {
            messages.removeLast();
        }
        return Optional.of(new Continuation(
                new Question(messages, question.tools(), question.mustCall(), question.parallel()), matcher.group(2)));
    }

    private static boolean isSaid(Message message) {
        return message.role() == Role.ASSISTANT && message.toolUses().isEmpty();
    }

    /** What is left of an answer; all of it where it begins otherwise. */
    public Thought rest(Thought whole) {
        var words = List.of(whole.say().strip().split("\\s+"));
        var done = List.of(said.strip().split("\\s+"));
        boolean same =
                words.size() >= done.size() && words.subList(0, done.size()).equals(done);
        var left = same ? String.join(" ", words.subList(done.size(), words.size())) : whole.say();
        return new Thought(left, whole.toolUses(), whole.ending(), whole.fault());
    }
}
