package dev.parley.emulator.thinking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a system prompt states as fact: its sentences, less those that tell the model how to behave. */
final class Facts {
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}\\p{N}\"])|\\n+");
    private static final Pattern HEADING_OR_BULLET = Pattern.compile("^\\s*(#+|[-*•]|\\d+[.)])\\s+");
    private static final Pattern INSTRUCTION = Pattern.compile(
            "(?i)^(you (?:are|must|should|cannot|may|do not|don't|have|will|never|always|speak|only)\\b|your |never|always|do not|don't|be |if |when |use |ask|speak|say|answer|keep|only |avoid|greet|offer|please|"
                    + "call the|before |after you|confirm|respond|reply|help|make sure|remember|let |not |no markdown|one |short |read |repeat|"
                    + "stay|take |place |look |end |the caller|callers? |the current|today|it is now|now it|the time|the date|treat|tell |write)"
                    + "|\\b(the caller|callers|tool|markdown|the user|the number you)\\b|_|\\{|<");
    private static final Pattern WHO =
            Pattern.compile("(?i)\\byou are ([^.!?\\n,]+?)(?:, (?:the |a |an )?([^.!?\\n]*?))?(?:[.!?\\n]|$)");
    private static final Pattern FIRM =
            Pattern.compile("\\b(?:of|at|for) ((?:the )?\\p{Lu}[\\p{L}'&]*(?: (?:(?:&|and|of) )?\\p{Lu}[\\p{L}'&]*)*)");
    private static final Pattern WHERE_WE_ARE = Pattern.compile(
            "(?i)\\bwhere (?:are you|is (?:your|the) \\w+|can I find you)|\\bhow do I (?:get|come) (?:there|to you)");
    private static final Pattern WEEKDAY =
            Pattern.compile("\\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\\b");

    private final String prompt;
    private final List<String> sentences = new ArrayList<>();
    private final Map<String, Integer> spread = new HashMap<>();

    Facts(String prompt) {
        this.prompt = prompt;
        for (String line : BETWEEN_SENTENCES.split(prompt)) {
            String sentence = HEADING_OR_BULLET.matcher(line).replaceFirst("").strip();
            if (sentence.split(" ").length >= 3
                    && !INSTRUCTION.matcher(sentence).find()
                    && sentence.length() <= 300
                    && !sentence.endsWith(":")) {
                sentences.add(sentence.matches(".*[.!?]$") ? sentence : sentence + ".");
                Words.ideas(sentence).forEach(idea -> spread.merge(idea, 1, Integer::sum));
            }
        }
    }

    /** The one or two sentences that answer a question, in the prompt's order; empty if none is about it. */
    Optional<String> about(String question) {
        Set<String> asked = Words.ideas(question);
        if (WHERE_WE_ARE.matcher(question).find()) {
            asked.add("address");
        }
        Map<Integer, Double> scores = new HashMap<>();
        for (int i = 0; i < sentences.size(); i++) {
            double score = 0;
            Set<String> ideas = Words.ideas(sentences.get(i));
            for (String idea : asked) {
                if (ideas.contains(idea)) {
                    score += 1 + 1.0 / spread.get(idea);
                }
            }
            if (score > 0) {
                scores.put(i, score);
            }
        }
        double best =
                scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        Set<Integer> chosen = new TreeSet<>();
        scores.entrySet().stream()
                .filter(each -> each.getValue() >= best * 0.6)
                .sorted(Comparator.comparingDouble((Map.Entry<Integer, Double> each) -> -each.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(2)
                .forEach(each -> chosen.add(each.getKey()));
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of(joined(chosen.stream().toList()));
    }

    /** The first sentences, for a caller who asks for everything. */
    Optional<String> everything() {
        int most = Math.min(6, sentences.size());
        return most == 0 ? Optional.empty() : Optional.of(String.join(" ", sentences.subList(0, most)));
    }

    /** "Nora of Harbour Lane Clinic", as far as the prompt says who the model is. */
    Optional<String> self() {
        Matcher who = WHO.matcher(prompt);
        if (!who.find()) {
            return Optional.empty();
        }
        String rest = who.group(1) + (who.group(2) == null ? "" : " " + who.group(2));
        Matcher firm = FIRM.matcher(rest);
        Optional<String> place = firm.find() ? Optional.of(firm.group(1)) : Optional.empty();
        boolean named = who.group(1).matches("\\p{Lu}\\p{L}+( \\p{Lu}\\p{L}+)?");
        if (!named) {
            return place;
        }
        return Optional.of(who.group(1) + place.map(each -> " of " + each).orElse(""));
    }

    /** The weekday that the prompt says it is. */
    Optional<String> weekday() {
        for (String line : prompt.split("[.\\n]")) {
            if (line.matches("(?is).*\\b(today|now|date|weekday)\\b.*")) {
                Matcher day = WEEKDAY.matcher(line);
                if (day.find()) {
                    return Optional.of(day.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private String joined(List<Integer> indices) {
        return String.join(" ", indices.stream().map(sentences::get).toList());
    }
}
