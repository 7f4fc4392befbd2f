package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.ObjectMappers;
import com.openai.core.http.WebSocketHandshakeException;
import com.openai.credential.BearerTokenCredential;
import com.openai.models.realtime.RealtimeServerEvent;
import dev.parley.emulator.realtime.OfficialClient;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java client of the Realtime protocol talks to a persona of each engine. */
@Order(Shared.LAST)
@ResourceLock(value = Shared.REALTIME, mode = ResourceAccessMode.READ)
@Execution(ExecutionMode.CONCURRENT)
class RealtimeClientIT {
    private static final Pattern TYPE = Pattern.compile("\"type\":\"([a-z_]+\\.[a-z_.]+)\"");
    private static final String SOCKET = "/openai/v1/realtime";

    @ParameterizedTest
    @ValueSource(strings = {"reception", "concierge"})
    void holdsASpokenInterruptedConversationThatUsesATool(String persona) throws Exception {
        try (var client = talk(persona)) {
            assertThat(client.first().asSessionCreated().session().toString()).contains(persona);
            var greeting = client.until(RealtimeServerEvent::isResponseDone);
            assertThat(OfficialClient.words(greeting)).contains("help you");
            assertThat(said(greeting)).contains("help you");

            client.says("What are your opening hours on Saturday?");
            var hours = client.until(RealtimeServerEvent::isResponseDone);
            assertThat(types(hours)).contains("parley.tool", "input_audio_buffer.speech_started");
            assertThat(OfficialClient.words(hours)).containsIgnoringCase("noon");

            client.types("Please tell me all that you know.");
            client.until(RealtimeServerEvent::isResponseOutputAudioDelta);
            client.says("Stop please, where can I park my car?");
            var cut = client.until(RealtimeServerEvent::isResponseDone);
            assertThat(cut.getLast()
                            .asResponseDone()
                            .response()
                            .status()
                            .orElseThrow()
                            .asString())
                    .isEqualTo("cancelled");
            assertThat(types(cut)).contains("input_audio_buffer.speech_started");
            var answer = client.until(RealtimeServerEvent::isResponseDone);
            assertThat(OfficialClient.words(answer)).contains("Rope Lane");
        }
    }

    @Test
    void turnsAwayAnUnknownModelAndAnUnknownUser() {
        assertThatThrownBy(() -> talk("nobody"))
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(404));
        assertThatThrownBy(() -> connected("reception", "not-a-ticket"))
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(401));
    }

    private static OfficialClient talk(String persona) throws Exception {
        var ticket = LocalMode.as("talker", "POST", "/api/v1/tickets", "{\"path\":\"" + SOCKET + "\"}", Map.of());
        return connected(persona, ticket.body().get("ticket").asText());
    }

    private static OfficialClient connected(String persona, String key) throws Exception {
        return OfficialClient.connected(LocalMode.PARLEY + "/openai/v1", BearerTokenCredential.create(key), persona);
    }

    private static String said(List<RealtimeServerEvent> events) {
        return events.stream()
                .filter(RealtimeServerEvent::isResponseOutputAudioTranscriptDelta)
                .map(event -> event.asResponseOutputAudioTranscriptDelta().delta())
                .collect(Collectors.joining());
    }

    private static List<String> types(List<RealtimeServerEvent> events) {
        return events.stream()
                .map(event -> TYPE.matcher(
                        ObjectMappers.jsonMapper().valueToTree(event).toString()))
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
