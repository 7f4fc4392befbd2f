package dev.parley.cascade;

import static dev.parley.cascade.Services.VOICE;
import static dev.parley.cascade.Services.piece;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sentence that the persona's voice cannot speak. */
class OtherVoiceTest {
    private static final String OTHER = "en-US-AndrewMultilingualNeural";
    private static final EngineEvent TOLD = new EngineEvent.Coped("voice fallback", Map.of("reason", "stalled"));

    private final Services services = new Services();

    @Test
    void whatFailedTwiceIsSpokenByTheOtherVoiceAndSoIsTheRest() {
        var session = open(Optional.of(OTHER));
        session.speak(piece(0, 0), "One.");
        fails(0, true);
        session.speak(piece(0, 1), "One.");
        fails(1, true);
        services.voicings.get(2).sounds("aa");
        services.voicings.get(2).ends();
        session.speak(piece(0, 2), "Two.");

        assertThat(voices()).containsExactly(VOICE, VOICE, OTHER, OTHER);
        assertThat(services.events)
                .containsExactly(
                        new EngineEvent.PieceFailed(piece(0, 0), "stalled", true),
                        TOLD,
                        new EngineEvent.PieceSpoken(piece(0, 1), 1));
    }

    @Test
    void piecesThatFailTogetherAreFirstAskedForAgain() {
        var session = open(Optional.of(OTHER));
        session.speak(piece(0, 0), "One.");
        session.speak(piece(0, 1), "Two.");
        fails(1, true);
        fails(0, true);

        assertThat(voices()).containsExactly(VOICE, VOICE);
        assertThat(services.events).hasSize(2).allMatch(EngineEvent.PieceFailed.class::isInstance);
    }

    @Test
    void whatWillAlwaysFailGoesToTheOtherVoiceAtOnce() {
        var session = open(Optional.of(OTHER));
        session.speak(piece(0, 0), "One.");
        fails(0, false);

        assertThat(voices()).containsExactly(VOICE, OTHER);
        assertThat(services.events).containsExactly(TOLD);
    }

    @Test
    void whatTheOtherVoiceCannotSpeakEitherIsTold() {
        var session = open(Optional.of(OTHER));
        session.speak(piece(0, 0), "One.");
        fails(0, false);
        fails(1, true);

        assertThat(services.events).containsExactly(TOLD, new EngineEvent.PieceFailed(piece(0, 0), "stalled", true));
    }

    @Test
    void withoutAnotherVoiceEveryFailureIsTold() {
        var session = open(Optional.empty());
        session.speak(piece(0, 0), "One.");
        fails(0, false);

        assertThat(voices()).containsExactly(VOICE);
        assertThat(services.events).containsExactly(new EngineEvent.PieceFailed(piece(0, 0), "stalled", false));
    }

    @Test
    void aSentenceThatHasBegunKeepsItsVoice() {
        var session = open(Optional.of(OTHER));
        session.speak(piece(0, 0), "One.");
        services.voicings.getFirst().sounds("a");
        fails(0, false);

        assertThat(voices()).containsExactly(VOICE);
    }

    private Engine.Session open(Optional<String> fallback) {
        services.fallbackVoice = fallback;
        return services.open();
    }

    private void fails(int voicing, boolean retryable) {
        services.voicings.get(voicing).listener.failed("stalled", retryable);
    }

    private List<String> voices() {
        return services.voicings.stream().map(voicing -> voicing.voice).toList();
    }
}
