package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The media socket answers wrong input by a close code or a status, keeps nothing of it, and serves the next caller. */
@Isolated("counts live calls")
class MediaSocketIT {
    private static final int RATE = 16_000;

    @AfterEach
    void nothingIsLeftAndTheNextCallerIsGreeted() {
        untilNoCallIsLive();
        try (var next = MediaClient.guest()) {
            next.sends(MediaClient.metadata(RATE));
            untilGreeted(next);
        }
        untilNoCallIsLive();
    }

    @Test
    void aGuestHearsNothingButMediaMessagesPacedInRealTime() {
        try (var guest = MediaClient.guest()) {
            guest.sends(MediaClient.metadata(RATE));
            untilGreeted(guest);
            var began = System.nanoTime();
            var atFirst = guest.audioMs(RATE);
            await().atMost(Duration.ofSeconds(10)).until(() -> guest.audioMs(RATE) >= atFirst + 1_000);
            var took = Duration.ofNanos(System.nanoTime() - began);

            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(700));
            assertThat(guest.messages())
                    .allSatisfy(
                            message -> assertThat(message.path("kind").asText()).isIn("AudioData", "StopAudio"));
        }
    }

    @Test
    void aGuestMaySpeakAtEitherRateInFramesOfAnySize() {
        try (var guest = MediaClient.guest()) {
            guest.sends("{\"kind\":\"SessionMetadata\",\"sessionMetadata\":{}}")
                    .sends("{\"Kind\":\"AudioMetadata\",\"Payload\":{\"encoding\":\"Pcm\",\"rate\":24000}}")
                    .sends(MediaClient.silence(128))
                    .sends(MediaClient.silence(64_000))
                    .sends("{\"kind\":\"StopAudio\",\"stopAudio\":{}}")
                    .sends("{\"kind\":\"DtmfTone\",\"dtmfTone\":{\"tone\":\"pound\"}}");
            untilGreeted(guest);
            assertThat(guest.isOpen()).isTrue();
        }
    }

    @Test
    void malformedMessagesAreForgivenUpToTwenty() {
        try (var client = MediaClient.guest()) {
            client.sends(MediaClient.metadata(RATE));
            for (var index = 0; index < 20; index++) {
                client.sends("{\"kind\":");
            }
            untilGreeted(client);
            assertThat(client.isOpen()).isTrue();
            client.sends("not JSON");
            assertThat(client.untilClosed()).startsWith("1007 too many malformed messages");
        }
    }

    @Test
    void anOversizedMessageIsClosedWith1009() {
        try (var client = MediaClient.guest()) {
            client.sends(MediaClient.metadata(RATE)).sends(MediaClient.silence(300_000));
            assertThat(client.untilClosed()).isEqualTo("1009 a message is longer than 256 kB");
        }
    }

    @Test
    void aBinaryMessageIsClosedWith1003() {
        try (var client = MediaClient.guest()) {
            client.sends(MediaClient.metadata(RATE)).sendsBinary(new byte[640]);
            assertThat(client.untilClosed()).isEqualTo("1003 text messages only");
        }
    }

    @Test
    void audioWithoutMetadataIsClosedWith1002() {
        try (var client = MediaClient.guest()) {
            for (var frame = 0; frame < 80; frame++) {
                client.sends(MediaClient.silence(640));
            }
            assertThat(client.untilClosed()).isEqualTo("1002 audio without AudioMetadata");
        }
    }

    @Test
    void anotherRateIsClosedWith1003() {
        try (var client = MediaClient.guest()) {
            client.sends(MediaClient.metadata(8_000));
            assertThat(client.untilClosed()).isEqualTo("1003 sampleRate must be 16000 or 24000");
        }
    }

    @Test
    void unknownCallsAndForgedTokensAreRefusedBeforeTheUpgrade() throws JOSEException {
        assertThat(MediaClient.refusal("?key=guessed", Map.of())).isIn(401, 403);
        assertThat(MediaClient.refusal("?key=guessed", bearer(token("8a8a", 3_600))))
                .isEqualTo(401);
        assertThat(MediaClient.refusal("?key=guessed", bearer(token("8a8a", -3_600))))
                .isEqualTo(401);
        assertThat(MediaClient.refusal("", bearer(token("8a8a", 3_600)))).isEqualTo(401);
        assertThat(MediaClient.refusal("", Map.of("Authorization", "Bearer nonsense")))
                .isEqualTo(401);
    }

    private static void untilGreeted(MediaClient client) {
        await("the greeting begins").atMost(Duration.ofSeconds(20)).until(() -> client.messages().stream()
                .anyMatch(message -> message.path("audioData").hasNonNull("data")));
    }

    private static void untilNoCallIsLive() {
        await("no call is live")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> LocalMode.asOperator("GET", "/api/v1/calls/?status_filter=connected&limit=1", null)
                                .body()
                                .path("total")
                                .asInt(-1)
                        == 0);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token, "x-ms-call-connection-id", "a-connection");
    }

    /** As ACS would sign it, by a key that is not ACS's. */
    private static String token(String audience, int secondsLeft) throws JOSEException {
        var key = new RSAKeyGenerator(2048).keyID("forged").generate();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("forged").build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://acscallautomation.communication.azure.com")
                        .audience(audience)
                        .expirationTime(Date.from(Instant.now().plusSeconds(secondsLeft)))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
