package dev.parley.emulator.realtime.speaking;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.openai.Tokens;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.realtime.conversation.Part;
import dev.parley.emulator.realtime.settings.SessionSettings;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * What a response costs. A user's audio counts a token each 100 ms, the assistant's each 50 ms (OpenAI, guide "Managing costs"
 * of Realtime, read November 2026); text as chat completions count it.
 */
record Usage(long inputText, long inputAudio) {
    private static final long MS_PER_HEARD_TOKEN = 100;
    private static final long MS_PER_SPOKEN_TOKEN = 50;

    static Usage of(SessionSettings settings, List<Item> items) {
        long text = Tokens.count(settings.instructions());
        text += settings.tools().isEmpty() ? 0 : Tokens.count(settings.tools().toString());
        long audio = 0;
        for (Item item : items) {
            switch (item) {
                case Item.Message message -> {
                    for (Part part : message.content()) {
                        switch (part) {
                            case Part.HeardAudio heard -> audio += heard.ms() / MS_PER_HEARD_TOKEN;
                            case Part.SpokenAudio spoken -> audio += spokenTokens(spoken.ms());
                            case Part.Written written -> text += Tokens.count(written.text());
                            case Part.Image image -> text += 0;
                        }
                    }
                }
                case Item.FunctionCall call -> text += Tokens.count(call.name() + call.arguments());
                case Item.FunctionOutput output -> text += Tokens.count(output.output());
            }
        }
        return new Usage(text, audio);
    }

    static long spokenTokens(long ms) {
        return (ms + MS_PER_SPOKEN_TOKEN - 1) / MS_PER_SPOKEN_TOKEN;
    }

    static long ms(long spokenTokens) {
        return spokenTokens * MS_PER_SPOKEN_TOKEN;
    }

    JsonObject json(long outputText, long outputAudio) {
        long input = inputText + inputAudio;
        long output = outputText + outputAudio;
        return JSON.createObjectBuilder()
                .add("total_tokens", input + output)
                .add("input_tokens", input)
                .add("output_tokens", output)
                .add(
                        "input_token_details",
                        JSON.createObjectBuilder()
                                .add("text_tokens", inputText)
                                .add("audio_tokens", inputAudio)
                                .add("image_tokens", 0)
                                .add("cached_tokens", 0)
                                .add(
                                        "cached_tokens_details",
                                        JSON.createObjectBuilder()
                                                .add("text_tokens", 0)
                                                .add("audio_tokens", 0)
                                                .add("image_tokens", 0)))
                .add(
                        "output_token_details",
                        JSON.createObjectBuilder()
                                .add("text_tokens", outputText)
                                .add("audio_tokens", outputAudio))
                .build();
    }
}
