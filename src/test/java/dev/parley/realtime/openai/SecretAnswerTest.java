package dev.parley.realtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client secrets in the shapes that services write. */
class SecretAnswerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T16:00:00Z");
    private static final Instant THEN = Instant.ofEpochSecond(1_756_310_470);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'value':'ek_1','expires_at':1756310470,'session':{}}",
                "{'client_secret':{'value':'ek_1','expires_at':1756310470}}",
                "{'client_secret':{'value':'ek_1','expires_at':1756310470},'expires_at':1}",
                "{'client_secret':{'value':'ek_1'},'expires_at':1756310470}",
                "{'client_secret':'ek_1','expires_at':1756310470}",
                "{'client_secret':'ek_1','expires_at':'2025-08-27T16:01:10Z'}"
            })
    void secretAndTimeAreFoundWhereverTheyStand(String body) {
        assertThat(SecretAnswer.read(body.replace('\'', '"'), NOW)).contains(new SecretAnswer("ek_1", THEN));
    }

    @Test
    void withoutATimeItIsGoodForAMinute() {
        assertThat(SecretAnswer.read("{\"value\":\"ek_1\",\"expires_at\":\"soon\"}", NOW))
                .contains(new SecretAnswer("ek_1", NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "<html>", "{\"value\":7}", "{\"client_secret\":{\"value\":\"\"}}"})
    void whatHoldsNoSecretIsNone(String body) {
        assertThat(SecretAnswer.read(body, NOW)).isEmpty();
    }

    @Test
    void itsTextDoesNotTellTheSecret() {
        assertThat(new SecretAnswer("ek_1", THEN).toString()).doesNotContain("ek_1");
    }
}
