package dev.parley.realtime.openai;

import static dev.parley.web.Json.JSON;

import dev.parley.realtime.Eagerness;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How the service is told when a turn is over: azure-openai-realtime §2. */
final class TurnDetection {
    private TurnDetection() {}

    /** @param byItself it answers, and stops when it is interrupted, without being asked to */
    static JsonObjectBuilder of(Duration endOfSpeech, Optional<Eagerness> eagerness, boolean byItself) {
        var detection = JSON.createObjectBuilder();
        eagerness.ifPresentOrElse(
                how -> detection
                        .add("type", "semantic_vad")
                        .add("eagerness", how.name().toLowerCase(Locale.ROOT)),
                () -> detection.add("type", "server_vad").add("silence_duration_ms", endOfSpeech.toMillis()));
        return detection.add("create_response", byItself).add("interrupt_response", byItself);
    }
}
