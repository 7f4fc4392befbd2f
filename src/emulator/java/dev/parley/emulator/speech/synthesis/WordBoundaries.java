package dev.parley.emulator.speech.synthesis;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.tone.ToneWord;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words as {@code audio.metadata}: each word, and the punctuation around it as entries of its own. */
final class WordBoundaries {
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final Pattern PARTS = Pattern.compile("^([^\\p{L}\\p{N}]*)(.*?)([^\\p{L}\\p{N}]*)$", Pattern.DOTALL);

    private final int rateHz;
    private final boolean punctuation;

    WordBoundaries(int rateHz, boolean punctuation) {
        this.rateHz = rateHz;
        this.punctuation = punctuation;
    }

    /** One message for these words. */
    JsonObject metadata(List<ToneWord> words) {
        var entries = JSON.createArrayBuilder();
        words.forEach(word -> add(entries, word));
        return JSON.createObjectBuilder().add("Metadata", entries).build();
    }

    /** The message that closes a request's metadata. */
    JsonObject sessionEnd(long samples) {
        return JSON.createObjectBuilder()
                .add(
                        "Metadata",
                        JSON.createArrayBuilder()
                                .add(JSON.createObjectBuilder()
                                        .add("Type", "SessionEnd")
                                        .add("Data", JSON.createObjectBuilder().add("Offset", ticks(samples)))))
                .build();
    }

    private void add(JsonArrayBuilder entries, ToneWord word) {
        Matcher parts = PARTS.matcher(word.text());
        if (!parts.matches()) {
            throw new IllegalStateException("A word without parts");
        }
        for (int group = 1; group <= 3; group++) {
            boolean mark = group != 2;
            if (!parts.group(group).isEmpty() && (punctuation || !mark)) {
                entries.add(entry(word, parts.start(group), parts.end(group), mark));
            }
        }
    }

    private JsonObject entry(ToneWord word, int from, int to, boolean mark) {
        long length = word.endSample() - word.startSample();
        long start = word.startSample() + length * from / word.text().length();
        long end = word.startSample() + length * to / word.text().length();
        String text = word.text().substring(from, to);
        return JSON.createObjectBuilder()
                .add("Type", "WordBoundary")
                .add(
                        "Data",
                        JSON.createObjectBuilder()
                                .add("Offset", ticks(start))
                                .add("Duration", ticks(end) - ticks(start))
                                .add(
                                        "text",
                                        JSON.createObjectBuilder()
                                                .add("Text", text)
                                                .add("Length", text.length())
                                                .add("BoundaryType", mark ? "PunctuationBoundary" : "WordBoundary")))
                .build();
    }

    private long ticks(long sample) {
        return sample * TICKS_PER_SECOND / rateHz;
    }
}
