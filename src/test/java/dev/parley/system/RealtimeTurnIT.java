package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.saysHesitantly;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A caller who pauses in the middle of a sentence, and a speech-to-speech model that judges by what was said. */
@Order(Shared.LAST)
@ResourceLock(value = Shared.REALTIME, mode = ResourceAccessMode.READ)
@ResourceLock(value = Shared.NUMBERS, mode = ResourceAccessMode.READ)
class RealtimeTurnIT {
    private static final String QUESTION = "I would like to know when you are open on Monday morning, please.";

    @Test
    void aPauseInTheMiddleOfASentenceEndsNoTurn() {
        var desk = Persona.unnamed();
        desk.creates(desk.text(
                "Hello.", "pipeline: realtime", "voice: marin", "turns: {endOfTurn: meaning, endOfSpeechMs: 100}"));
        assertThat(desk.publishes("{}").status()).isEqualTo(200);
        try (var numbers = GivenNumbers.to(desk)) {
            var caller = Caller.calls(numbers.first, saysHesitantly(QUESTION), hangsUp());

            var view = caller.untilEnded(Duration.ofSeconds(60));

            var transcript = caller.asParleySeesIt().get("transcript");
            assertThat(StreamSupport.stream(transcript.spliterator(), false)
                            .filter(entry -> entry.get("speaker").asText().equals("caller")))
                    .as(transcript.toString())
                    .hasSize(1);
            assertThat(Caller.missed("We are open from 9 in the morning", Caller.allHeard(view)))
                    .as(view.toString())
                    .isZero();
        }
    }
}
