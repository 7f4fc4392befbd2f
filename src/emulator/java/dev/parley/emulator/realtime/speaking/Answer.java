package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.openai.Tokens;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.speech.synthesis.Speaker;
import dev.parley.emulator.speech.synthesis.Spoken;
import dev.parley.emulator.thinking.Question.ToolUse;
import dev.parley.emulator.thinking.Thought;
import dev.parley.emulator.tone.ToneWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A thought as a response gives it: cut to what the response may cost, and spoken where it is to be.
 *
 * @param written pieces of text, of an answer that is not spoken
 * @param words of {@code pcm}, positioned in it
 * @param pcm belongs to the answer; do not write it
 */
record Answer(List<String> written, List<ToneWord> words, short[] pcm, List<ToolUse> uses, Outcome outcome) {
    private static final short[] SILENT = {};

    Answer {
        written = List.copyOf(written);
        words = List.copyOf(words);
        uses = List.copyOf(uses);
    }

    static Answer of(Thought thought, SessionSettings settings, IntFunction<Speaker> voices) {
        Outcome outcome = thought.ending() == Thought.Ending.CONTENT_FILTER
                ? Outcome.FILTERED
                : thought.ending() == Thought.Ending.LENGTH ? Outcome.TOO_LONG : Outcome.COMPLETED;
        long most = settings.mostTokens().orElse(Integer.MAX_VALUE);
        return settings.spoken()
                ? spoken(
                        thought,
                        outcome,
                        most,
                        voices.apply(settings.outputCodec().rateHz()),
                        settings)
                : written(thought, outcome, most);
    }

    private static Answer written(Thought thought, Outcome outcome, long most) {
        List<String> tokens = Tokens.of(thought.say());
        return tokens.size() > most
                ? new Answer(tokens.subList(0, (int) most), List.of(), SILENT, List.of(), Outcome.TOO_LONG)
                : new Answer(tokens, List.of(), SILENT, thought.toolUses(), outcome);
    }

    private static Answer spoken(
            Thought thought, Outcome outcome, long most, Speaker speaker, SessionSettings settings) {
        Spoken begun = speaker.text(thought.say());
        Spoken rest = speaker.end();
        short[] pcm = Arrays.copyOf(begun.pcm(), begun.pcm().length + rest.pcm().length);
        System.arraycopy(rest.pcm(), 0, pcm, begun.pcm().length, rest.pcm().length);
        List<ToneWord> words =
                Stream.concat(begun.words().stream(), rest.words().stream()).toList();
        List<ToneWord> affordable = new ArrayList<>();
        long text = 0;
        for (ToneWord word : words) {
            text += Tokens.count(word.text());
            long audio = Usage.spokenTokens(
                    word.endSample() * 1000 / settings.outputCodec().rateHz());
            if (text + audio > most) {
                long end = affordable.isEmpty() ? 0 : affordable.getLast().endSample();
                return new Answer(List.of(), affordable, Arrays.copyOf(pcm, (int) end), List.of(), Outcome.TOO_LONG);
            }
            affordable.add(word);
        }
        return new Answer(List.of(), words, pcm, thought.toolUses(), outcome);
    }

    /** Whether it has words, and not calls alone. */
    boolean speaks() {
        return !written.isEmpty() || !words.isEmpty();
    }
}
