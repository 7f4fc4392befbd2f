package dev.parley.emulator.acs.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestSignatureTest {
    private static final byte[] KEY = "a key".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final String PATH = "/calling/callConnections:answer?api-version=2025-05-15";

    private String date = date(NOW);
    private String hash = RequestSignature.sha256(BODY);
    private String signedHost = "localhost";

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(ZoneOffset.UTC));
    }

    private String authorization() {
        String text = "POST\n" + PATH + "\n" + date + ";" + signedHost + ";" + hash;
        return "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
                + RequestSignature.hmac(KEY, text);
    }

    private Optional<String> problem() {
        return problem(PATH, authorization());
    }

    private Optional<String> problem(String path, String authorization) {
        return new RequestSignature(
                        "POST",
                        path,
                        "localhost:9453",
                        BODY,
                        Optional.of(date),
                        Optional.of(hash),
                        Optional.ofNullable(authorization))
                .problem(KEY, NOW);
    }

    @Test
    void aRequestSignedOverTheHostWithoutPortIsTaken() {
        assertThat(problem()).isEmpty();
    }

    @Test
    void aSignatureOverTheHostWithPortIsRefused() {
        signedHost = "localhost:9453";

        assertThat(problem()).hasValue("The signature is not right.");
    }

    @Test
    void aBodyThatWasChangedAfterSigningIsRefused() {
        hash = RequestSignature.sha256(new byte[] {1});

        assertThat(problem()).hasValueSatisfying(why -> assertThat(why).contains("x-ms-content-sha256"));
    }

    @Test
    void anApiVersionThatWasChangedAfterSigningIsRefused() {
        assertThat(problem(PATH.replace("2025-05-15", "2023-03-06"), authorization()))
                .hasValue("The signature is not right.");
    }

    @Test
    void aDateMoreThanAQuarterOfAnHourOffIsRefused() {
        date = date(NOW.minusSeconds(16 * 60));

        assertThat(problem()).hasValueSatisfying(why -> assertThat(why).contains("x-ms-date"));
    }

    @Test
    void noSignatureAndAnotherSchemeAreRefused() {
        assertThat(problem(PATH, null)).isPresent();
        assertThat(problem(PATH, "Bearer abc")).isPresent();
    }

    @Test
    void theHashOfNoBodyIsTheOneThatAzureNames() {
        assertThat(RequestSignature.sha256(new byte[0])).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
