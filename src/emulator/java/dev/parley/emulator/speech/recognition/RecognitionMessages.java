package dev.parley.emulator.speech.recognition;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.tone.ToneWord;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.UUID;

/** Bodies of the service's messages. Offsets are ticks of 100 ns since the turn's audio began. */
final class RecognitionMessages {
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final double CONFIDENCE = 0.93;

    private final int rateHz;
    private final RecognitionRequest request;

    RecognitionMessages(int rateHz, RecognitionRequest request) {
        this.rateHz = rateHz;
        this.request = request;
    }

    static JsonObject turnStart() {
        return JSON.createObjectBuilder()
                .add("context", JSON.createObjectBuilder().add("serviceTag", id()))
                .build();
    }

    JsonObject detected(long atSample) {
        return JSON.createObjectBuilder().add("Offset", ticks(atSample)).build();
    }

    JsonObject hypothesis(Transcript.Partial partial) {
        var body = JSON.createObjectBuilder().add("Text", partial.text());
        return span(body, partial.startSample(), partial.endSample()).build();
    }

    JsonObject phrase(Transcript.Phrase phrase) {
        var body = JSON.createObjectBuilder().add("Id", id()).add("RecognitionStatus", "Success");
        if (!request.detailed()) {
            body.add("DisplayText", phrase.text());
        } else {
            body.add("DisplayText", phrase.text())
                    .add("NBest", JSON.createArrayBuilder().add(best(phrase)));
        }
        return span(body, phrase.startSample(), phrase.endSample())
                .add("Channel", 0)
                .build();
    }

    /** A phrase that has no words. */
    JsonObject empty(String status, long startSample, long endSample) {
        var body = JSON.createObjectBuilder().add("Id", id()).add("RecognitionStatus", status);
        return span(body, startSample, endSample).build();
    }

    private JsonObjectBuilder best(Transcript.Phrase phrase) {
        String lexical = PartialErrors.right(phrase.words());
        var best = JSON.createObjectBuilder()
                .add("Confidence", CONFIDENCE)
                .add("Lexical", lexical)
                .add("ITN", lexical)
                .add("MaskedITN", lexical)
                .add("Display", phrase.text());
        if (request.wordTimings()) {
            var words = JSON.createArrayBuilder();
            for (ToneWord word : phrase.words()) {
                var entry = JSON.createObjectBuilder().add("Word", PartialErrors.lexical(word.text()));
                words.add(span(entry, word.startSample(), word.endSample()).add("Confidence", CONFIDENCE));
            }
            best.add("Words", words);
        }
        return best;
    }

    private JsonObjectBuilder span(JsonObjectBuilder body, long startSample, long endSample) {
        return body.add("Offset", ticks(startSample)).add("Duration", ticks(endSample) - ticks(startSample));
    }

    private long ticks(long sample) {
        return sample * TICKS_PER_SECOND / rateHz;
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
