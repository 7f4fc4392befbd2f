package dev.parley.conversation.otel;

import dev.parley.conversation.TurnReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A turn's latency parts by name, those that happened; milliseconds. */
final class TurnFacts {
    private TurnFacts() {}

    static Map<String, Object> of(TurnReport report) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("guessed", report.guessed());
        put(facts, "endpointing_ms", report.endpointing());
        put(facts, "hear_ms", report.hear());
        put(facts, "first_token_ms", report.firstToken());
        put(facts, "first_piece_ms", report.firstPiece());
        put(facts, "act_ms", report.act());
        put(facts, "speak_ms", report.speak());
        put(facts, "first_audio_ms", report.firstAudio());
        put(facts, "first_sound_ms", report.firstSound());
        put(facts, "reply_ms", report.reply());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, OptionalLong ms) {
        ms.ifPresent(value -> facts.put(name, value));
    }
}
