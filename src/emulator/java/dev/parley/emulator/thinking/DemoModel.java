package dev.parley.emulator.thinking;

import dev.parley.emulator.thinking.Question.Message;
import dev.parley.emulator.thinking.Question.Role;
import dev.parley.emulator.thinking.Question.ToolUse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model without a model: it greets, uses the tools it is shown, asks for what they need, says what they answered, quotes
 * the facts of its prompt, says goodbye, and says so when it does not know. English.
 */
final class DemoModel {
    private static final String ANYTHING_ELSE = " Is there anything else I can help you with?";

    Thought answer(Question question) {
        Facts facts = new Facts(question.system());
        ArgumentReader reader = new ArgumentReader(facts.weekday());
        ToolChooser chooser = new ToolChooser(question.tools(), reader);
        Message last = question.messages().getLast();
        if (last.role() == Role.TOOL) {
            return wasHandedOver(question) ? takingOver(question, reader, chooser, facts) : phrased(question);
        }
        String text = last.role() == Role.USER ? last.text() : "";
        if (text.isBlank() || Courtesy.asksToGreet(text)) {
            return greeting(facts);
        }
        Optional<Errand> errand = openErrand(question, chooser, reader);
        return errand.map(open -> goneOn(question, open, text, reader, chooser, facts))
                .orElseGet(() -> fresh(question, text, reader, chooser, facts));
    }

    private static Thought greeting(Facts facts) {
        return Thought.saying(
                facts.self().map(self -> "Hello, this is " + self + ".").orElse("Hello.") + " How can I help you?");
    }

    /** Another agent handed the call to this one. */
    private static boolean wasHandedOver(Question question) {
        Message last = question.messages().getLast();
        return !last.text().contains("error")
                && question.messages().stream()
                        .flatMap(message -> message.toolUses().stream())
                        .filter(use -> last.toolCallId().map(use.id()::equals).orElse(false))
                        .anyMatch(use -> ToolSpec.handsOver(use.name()));
    }

    private static Thought takingOver(Question question, ArgumentReader reader, ToolChooser chooser, Facts facts) {
        Thought answer = fresh(question, question.lastUserText(), reader, chooser, facts);
        String self = facts.self().map(name -> "This is " + name + ". ").orElse("");
        return answer.toolUses().isEmpty() ? Thought.saying(self + answer.say()) : answer;
    }

    /** What was still to be asked for when the caller spoke last, found by going through the history. */
    private static Optional<Errand> openErrand(Question question, ToolChooser chooser, ArgumentReader reader) {
        Optional<Errand> open = Optional.empty();
        List<Message> before =
                question.messages().subList(0, question.messages().size() - 1);
        for (Message message : before) {
            if (!message.toolUses().isEmpty()) {
                open = Optional.empty();
            } else if (message.role() == Role.USER && !Courtesy.asksToGreet(message.text())) {
                open = step(open, message.text(), chooser, reader);
            }
        }
        return open.filter(errand -> errand.missing().isPresent());
    }

    private static Optional<Errand> step(
            Optional<Errand> open, String text, ToolChooser chooser, ArgumentReader reader) {
        if (Courtesy.givesUp(text) || Courtesy.isGoodbye(text)) {
            return Optional.empty();
        }
        if (open.isPresent()) {
            Errand further = open.get().answered(text, reader);
            return Optional.of(
                    further.known().size() > open.get().known().size()
                            ? further
                            : chooser.fitting(text)
                                    .map(tool -> Errand.begun(tool, text, reader))
                                    .orElse(further));
        }
        return chooser.fitting(text).map(tool -> Errand.begun(tool, text, reader));
    }

    private static Thought goneOn(
            Question question, Errand open, String text, ArgumentReader reader, ToolChooser chooser, Facts facts) {
        if (Courtesy.givesUp(text)) {
            return Thought.saying("All right, I leave that." + ANYTHING_ELSE);
        }
        if (Courtesy.isGoodbye(text)) {
            return goodbye(question);
        }
        Optional<ToolSpec> other = chooser.fitting(text).filter(tool -> !tool.equals(open.tool()));
        boolean asksBack = text.strip().endsWith("?");
        if (asksBack && other.isPresent()) {
            return fresh(question, text, reader, chooser, facts);
        }
        Errand further = open.answered(text, reader);
        if (asksBack && further.known().size() == open.known().size()) {
            Optional<String> fact = facts.about(text);
            if (fact.isPresent()) {
                return Thought.saying(
                        fact.get() + " " + AskFor.missing(open.missing().orElseThrow()));
            }
        }
        if (further.missing().isEmpty()) {
            return Thought.calling("", further.uses(text, reader));
        }
        boolean understood = further.known().size() > open.known().size();
        return Thought.saying((understood ? "Thank you. " : "I am sorry, I did not get that. ")
                + AskFor.missing(further.missing().get()));
    }

    private static Thought fresh(
            Question question, String text, ArgumentReader reader, ToolChooser chooser, Facts facts) {
        List<Errand> errands = errands(text, chooser, reader);
        List<ToolUse> ready = new ArrayList<>();
        Optional<Errand> wanting = Optional.empty();
        for (Errand errand : errands) {
            if (errand.missing().isPresent()) {
                wanting = wanting.or(() -> Optional.of(errand));
            } else {
                ready.addAll(errand.uses(text, reader));
            }
        }
        if (!ready.isEmpty()) {
            return Thought.calling("", question.parallel() ? ready : ready.subList(0, 1));
        }
        if (wanting.isPresent()) {
            return Thought.saying(AskFor.missing(wanting.get().missing().orElseThrow()));
        }
        if (question.mustCall() && !question.tools().isEmpty()) {
            return Thought.calling(
                    "",
                    List.of(Errand.begun(question.tools().getFirst(), text, reader)
                            .use()));
        }
        return talk(question, text, facts);
    }

    /** What the caller wants done: one errand for the whole, or one for each of its parts if they need different tools. */
    private static List<Errand> errands(String text, ToolChooser chooser, ArgumentReader reader) {
        Set<ToolSpec> tools = new LinkedHashSet<>();
        List<Errand> byPart = new ArrayList<>();
        for (String part : text.split(
                "(?<=[.?!;])\\s+|,?\\s+(?:and|also|and also)\\s+(?=(?:where|when|what|how|are|is|do|can|could|I|please|place|tell|take|look)\\b)")) {
            chooser.fitting(part).filter(tools::add).ifPresent(tool -> byPart.add(Errand.begun(tool, part, reader)));
        }
        if (byPart.size() > 1) {
            return byPart;
        }
        return chooser.fitting(text)
                .map(tool -> List.of(Errand.begun(tool, text, reader)))
                .orElse(List.of());
    }

    private static Thought talk(Question question, String text, Facts facts) {
        if (Courtesy.isGoodbye(text)
                || Courtesy.declines(text) && Words.all(text).size() <= 4) {
            return goodbye(question);
        }
        if (Courtesy.asksWho(text)) {
            return Thought.saying(facts.self()
                            .map(self -> "This is " + self + ", an automatic assistant.")
                            .orElse("I am an automatic assistant.")
                    + " How can I help you?");
        }
        if (Courtesy.asksAbilities(text)) {
            return Thought.saying(Abilities.of(question.tools())
                    .map(able -> "I can " + able + ". What would you like?")
                    .orElse("I can answer your questions as far as I know. What would you like to know?"));
        }
        Optional<String> fact = Courtesy.asksEverything(text) ? facts.everything() : facts.about(text);
        if (fact.isPresent()) {
            return Thought.saying(fact.get());
        }
        return Thought.saying(smallTalk(question, text));
    }

    private static String smallTalk(Question question, String text) {
        if (text.matches("(?i)\\W*keys? pressed\\W.*")) {
            return "You pressed "
                    + String.join(" ", text.replaceAll("[^0-9*#]", "").split("")) + ". What can I do for you?";
        }
        if (Courtesy.thanks(text)) {
            return "You are welcome." + ANYTHING_ELSE;
        }
        if (Courtesy.greets(text)) {
            return "Hello! How can I help you?";
        }
        if (Courtesy.isMereSound(text)
                || Courtesy.agrees(text) && Words.all(text).size() <= 3) {
            return "What can I do for you?";
        }
        return "I am sorry, I do not know that."
                + Abilities.of(question.tools())
                        .map(able -> " I can " + able + ".")
                        .orElse("");
    }

    private static Thought goodbye(Question question) {
        String farewell = "Thank you for calling. Goodbye!";
        return question.tools().stream()
                .filter(ToolSpec::ends)
                .findFirst()
                .map(tool -> Thought.calling(farewell, List.of(new ToolUse("", tool.name(), "{}"))))
                .orElse(Thought.saying(farewell));
    }

    /** The answers of the tools just run, in words. */
    private static Thought phrased(Question question) {
        List<String> sentences = new ArrayList<>();
        boolean acted = false;
        List<Message> messages = question.messages();
        int asked = messages.size() - 1;
        while (asked > 0 && messages.get(asked).role() == Role.TOOL) {
            asked--;
        }
        for (Message result : messages.subList(asked + 1, messages.size())) {
            Optional<ToolSpec> tool = toolOf(question, messages.get(asked), result);
            if (tool.map(ToolSpec::ends).orElse(false)) {
                return Thought.saying(
                        messages.get(asked).text().isBlank() ? "Thank you for calling. Goodbye!" : "Take care.");
            }
            acted |= tool.map(ToolSpec::acts).orElse(false);
            sentences.add(ResultSpeech.of(result.text()));
        }
        return Thought.saying(String.join(" ", sentences) + (acted ? ANYTHING_ELSE : ""));
    }

    private static Optional<ToolSpec> toolOf(Question question, Message asked, Message result) {
        return asked.toolUses().stream()
                .filter(use -> result.toolCallId().map(use.id()::equals).orElse(false))
                .findFirst()
                .flatMap(use -> question.tools().stream()
                        .filter(tool -> tool.name().equals(use.name()))
                        .findFirst());
    }
}
