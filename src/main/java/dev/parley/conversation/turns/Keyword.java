package dev.parley.conversation.turns;

import java.util.List;

/** Only certain words cut, such as "stop" or "operator", wherever they stand; everything else waits. */
final class Keyword implements BargeIn {
    private final List<String> keywords;

    Keyword(List<String> keywords) {
        this.keywords = keywords.stream().map(Words::of).toList();
    }

    @Override
    public Verdict onPartial(String words) {
        return onFinal(words);
    }

    @Override
    public Verdict onFinal(String words) {
        var said = " " + Words.of(words) + " ";
        return keywords.stream().anyMatch(keyword -> said.contains(" " + keyword + " ")) ? Verdict.CUT : Verdict.IGNORE;
    }
}
