package dev.parley.emulator.realtime.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.emulator.openai.Refusal;
import dev.parley.emulator.realtime.Admission;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is let in, with which key or secret, and who is not. */
class DoorsTest {
    private static final String GA = "/openai/v1/realtime";
    private static final String PREVIEW = "/openai/realtime";

    private final RealtimeSettings settings =
            new RealtimeSettings("the-key", Set.of("gpt-realtime", "other"), 3_600, 5);
    private final Secrets secrets = new Secrets();
    private final Doorkeeper door = new Doorkeeper(settings, secrets);
    private final SecretDesk desk = new SecretDesk(door, secrets, settings);

    @Test
    void takesTheKeyInAHeaderAsBearerTokenAndInTheQuery() {
        assertThat(door.admit(knock(GA, Map.of("model", "gpt-realtime"), Map.of("api-key", "the-key")))
                        .deployment())
                .isEqualTo("gpt-realtime");
        assertThat(door.admit(knock(GA, Map.of("model", "gpt-realtime"), Map.of("Authorization", "Bearer the-key"))))
                .isNotNull();
        assertThat(door.admit(knock(GA, Map.of("model", "gpt-realtime", "api-key", "the-key"), Map.of())))
                .isNotNull();
        assertRefused(401, knock(GA, Map.of("model", "gpt-realtime"), Map.of("api-key", "another")));
        assertRefused(401, knock(GA, Map.of("model", "gpt-realtime"), Map.of()));
    }

    @Test
    void refusesWhatDoesNotExist() {
        Map<String, String> key = Map.of("api-key", "the-key");
        assertRefused(404, knock(GA, Map.of("model", "gpt-9"), key));
        assertRefused(400, knock(GA, Map.of(), key));
        assertRefused(401, knock(GA, Map.of("model", "gpt-realtime", "api-version", "2025-04-01-preview"), key));
        assertRefused(404, knock(GA, Map.of("call_id", "rtc_1"), key));
        assertRefused(404, knock(PREVIEW, Map.of("deployment", "gpt-realtime"), key));
        assertThat(door.admit(
                        knock(PREVIEW, Map.of("deployment", "gpt-realtime", "api-version", "2025-04-01-preview"), key)))
                .isNotNull();
    }

    @Test
    void aSecretOpensTheSessionItWasMadeFor() {
        JsonObject made = desk.ga(
                knock("", Map.of(), Map.of("api-key", "the-key")),
                "{\"expires_after\":{\"anchor\":\"created_at\",\"seconds\":60},\"session\":{\"type\":\"realtime\","
                        + "\"model\":\"gpt-realtime\",\"instructions\":\"Be Nora.\"}}");
        String secret = made.getString("value");

        Admission admission = door.admit(knock(GA, Map.of(), Map.of("Authorization", "Bearer " + secret)));
        assertThat(admission.settings().instructions()).isEqualTo("Be Nora.");
        assertThat(made.getJsonObject("session").getString("instructions")).isEqualTo("Be Nora.");
        assertRefused(401, knock(GA, Map.of("model", "other"), Map.of("Authorization", "Bearer " + secret)));
    }

    @Test
    void aSecretCountsForItsTimeAlone() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        var early = new Secrets(Clock.fixed(now, ZoneOffset.UTC));
        var made = early.make("gpt-realtime", dev.parley.emulator.realtime.settings.SessionSettings.defaults(), 60);
        assertThat(early.shown(made.value())).isPresent();
        assertThat(made.expiresAt()).isEqualTo(now.plus(Duration.ofSeconds(60)));
        assertThat(early.shown("ek_unknown")).isEmpty();
    }

    @Test
    void aPreviewSecretComesInAFlatSession() {
        JsonObject made = desk.preview(
                knock("", Map.of("api-version", "2025-04-01-preview"), Map.of("api-key", "the-key")),
                "{\"model\":\"gpt-realtime\",\"voice\":\"verse\",\"modalities\":[\"text\",\"audio\"],\"turn_detection\":{\"type\":"
                        + "\"server_vad\",\"threshold\":0.5,\"prefix_padding_ms\":300,\"silence_duration_ms\":200},"
                        + "\"input_audio_format\":\"pcm16\",\"temperature\":0.7,\"max_response_output_tokens\":4096}");

        assertThat(made.getString("voice")).isEqualTo("verse");
        assertThat(made.getJsonObject("client_secret").getString("value")).startsWith("ek_");
        assertThat(made.getString("object")).isEqualTo("realtime.session");
    }

    @Test
    void refusesASecretForSettingsThatAreWrong() {
        Knock knock = knock("", Map.of(), Map.of("api-key", "the-key"));
        for (String body : new String[] {
            "",
            "no json",
            "{}",
            "{\"session\":{\"type\":\"realtime\"}}",
            "{\"expires_after\":{\"seconds\":5},\"session\":{\"type\":\"realtime\",\"model\":\"gpt-realtime\"}}"
        }) {
            assertThatThrownBy(() -> desk.ga(knock, body))
                    .isInstanceOfSatisfying(
                            Refusal.class, e -> assertThat(e.status()).isEqualTo(400));
        }
    }

    @Test
    void answersAnOfferMediaByMedia() {
        String answer = SdpAnswer.to(offer());

        assertThat(answer.lines())
                .startsWith("v=0")
                .contains(
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "a=rtpmap:111 opus/48000/2",
                        "a=sendrecv",
                        "m=video 0 UDP/TLS/RTP/SAVPF 96",
                        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                        "a=sctp-port:5000",
                        "a=group:BUNDLE 0 2",
                        "a=setup:active")
                .anyMatch(line -> line.matches("a=fingerprint:sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}"))
                .anyMatch(line -> line.matches("a=ice-ufrag:\\w{4,}"))
                .anyMatch(line -> line.matches("a=ice-pwd:\\w{22,}"));
        assertThatThrownBy(() -> SdpAnswer.to("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n"))
                .isInstanceOf(Refusal.class);
    }

    private static String offer() {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0 1 2",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111 0",
                "c=IN IP4 0.0.0.0",
                "a=mid:0",
                "a=ice-ufrag:abcd",
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "a=fingerprint:sha-256 00:11",
                "a=setup:actpass",
                "a=sendrecv",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:111 opus/48000/2",
                "m=video 9 UDP/TLS/RTP/SAVPF 96",
                "a=mid:1",
                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                "a=mid:2",
                "");
    }

    private void assertRefused(int status, Knock knock) {
        assertThatThrownBy(() -> door.admit(knock)).isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status())
                .isEqualTo(status));
    }

    private static Knock knock(String path, Map<String, String> query, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        return new Knock(
                path, name -> Optional.ofNullable(query.get(name)), name -> Optional.ofNullable(all.get(name)));
    }
}
