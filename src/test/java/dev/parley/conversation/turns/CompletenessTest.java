package dev.parley.conversation.turns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words nobody ends with. */
class CompletenessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "my number is",
                "I would like to order the.",
                "where can",
                "Where can I",
                "how long does a",
                "what does",
                "When",
                "how long does",
                "what time do",
                "can",
                "and we",
                "it costs more than"
            })
    void theseAskForMore(String words) {
        assertThat(Completeness.asksForMore(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when are you open",
                "yes it does",
                "I think I can",
                "no she has",
                "why",
                "What",
                "where can I park",
                "so I did",
                "I know what it does",
                "Who are they?",
                "how long",
                "tell me when"
            })
    void theseMayBeAll(String words) {
        assertThat(Completeness.asksForMore(words)).isFalse();
    }
}
