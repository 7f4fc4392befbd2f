package dev.parley.emulator.openai;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

/** The content filter's annotations. Nothing is ever filtered but what a script says. */
final class ContentFilter {
    private ContentFilter() {}

    /** Of a prompt that passed: the member {@code prompt_filter_results}. */
    static JsonArrayBuilder passedPrompt() {
        return JSON.createArrayBuilder()
                .add(JSON.createObjectBuilder()
                        .add("prompt_index", 0)
                        .add(
                                "content_filter_results",
                                categories(false)
                                        .add(
                                                "jailbreak",
                                                JSON.createObjectBuilder()
                                                        .add("filtered", false)
                                                        .add("detected", false))));
    }

    static JsonObjectBuilder blockedPrompt() {
        return categories(true)
                .add(
                        "jailbreak",
                        JSON.createObjectBuilder().add("filtered", false).add("detected", false));
    }

    /** Of a piece of an answer. */
    static JsonObjectBuilder answer(boolean blocked) {
        return categories(blocked)
                .add(
                        "protected_material_text",
                        JSON.createObjectBuilder().add("filtered", false).add("detected", false))
                .add(
                        "protected_material_code",
                        JSON.createObjectBuilder().add("filtered", false).add("detected", false));
    }

    private static JsonObjectBuilder categories(boolean hateful) {
        return JSON.createObjectBuilder()
                .add("hate", severity(hateful))
                .add("self_harm", severity(false))
                .add("sexual", severity(false))
                .add("violence", severity(false));
    }

    private static JsonObjectBuilder severity(boolean blocked) {
        return JSON.createObjectBuilder().add("filtered", blocked).add("severity", blocked ? "high" : "safe");
    }
}
