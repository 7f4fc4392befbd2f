package dev.parley.agents.prompty;

import java.util.List;

/** What a persona cannot have where one model hears and speaks for it, or only there. */
final class RealtimeCheck {
    /** azure-openai-realtime §2. */
    private static final List<String> VOICES =
            List.of("alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar");

    private final Section root;
    private final Section ours;

    RealtimeCheck(Section root, Section ours) {
        this.root = root;
        this.ours = ours;
    }

    void check(String voice) {
        if (!VOICES.contains(voice)) {
            ours.error("voice", "parley.voice: a realtime model speaks with one of " + String.join(", ", VOICES));
        }
        var sound = ours.section("voice");
        List.of("style", "rate", "pitch", "lexicon").forEach(key -> without(sound, "parley.voice.", key));
        without(ours.section("model"), "parley.model.", "fallbacks");
        without(ours.section("model"), "parley.model.", "hedgeAfterMs");
        without(root.section("model"), "model.", "id");
        without(root.section("model").section("options"), "model.options.", "temperature");
        without(root.section("model").section("options"), "model.options.", "topP");
    }

    /** For a persona that no such model speaks for. */
    void checkWithout() {
        var turns = ours.section("turns");
        if (turns.text("endOfTurn").filter("meaning"::equals).isPresent()) {
            turns.warning(
                    "endOfTurn",
                    "parley.turns.endOfTurn: meaning needs parley.pipeline: realtime; here it is adaptive");
        }
    }

    private static void without(Section section, String path, String key) {
        if (section.has(key)) {
            section.warning(key, path + key + " has no effect where parley.pipeline is realtime");
        }
    }
}
