package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read from keys, and how wrong ones are named. */
class SettingsTest {
    private static final Map<String, String> RIGHT = Map.ofEntries(
            Map.entry("parley.public-url", "https://voice.example"),
            Map.entry("parley.acs.endpoint", "https://x.communication.azure.com/"),
            Map.entry("parley.acs.access-key", "c2VjcmV0"),
            Map.entry("parley.acs.resource-id", "5f1"),
            Map.entry("parley.speech.region", "westeurope"),
            Map.entry("parley.speech.key", "speech-secret"),
            Map.entry("parley.openai.endpoint", "https://x.openai.azure.com"),
            Map.entry("parley.openai.key", "openai-secret"),
            Map.entry("parley.openai.deployment", "gpt-4o"),
            Map.entry("parley.cosmos.endpoint", "https://x.documents.azure.com:443/"),
            Map.entry("parley.cosmos.key", "cosmos-secret"),
            Map.entry("parley.security.event-grid-key", "0123456789abcdef"));

    @Test
    void completeSettingsHaveNoProblems() {
        var settings = settings(RIGHT);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.acs().orElseThrow().endpoint()).isEqualTo(URI.create("https://x.communication.azure.com"));
        assertThat(settings.speech()).isPresent();
        assertThat(settings.openAi()).isPresent();
    }

    @Test
    void aServerWithoutSettingsNamesEveryMissingKeyAtOnce() {
        var settings = settings(Map.of());

        assertThat(settings.problems().toString())
                .contains(
                        "parley.public-url",
                        "parley.acs.endpoint",
                        "parley.acs.access-key",
                        "parley.acs.resource-id",
                        "parley.speech.region",
                        "parley.speech.key",
                        "parley.openai.endpoint",
                        "parley.openai.key",
                        "parley.openai.deployment",
                        "parley.cosmos.endpoint",
                        "parley.security.event-grid-key");
        assertThat(settings.acs()).isEmpty();
        assertThat(settings.personas().numbers()).isEmpty();
    }

    @Test
    void fallbacksOfTheSpeechToSpeechModelAreReadInOrderEachWithItsKey() {
        var given = new HashMap<>(RIGHT);
        given.put("parley.realtime.deployment", "gpt-realtime");
        given.put("parley.realtime.fallbacks", "gpt-realtime-mini, gpt-realtime@https://y.openai.azure.com/");
        given.put("parley.realtime.fallback-keys", "other-secret");

        var settings = settings(given);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.realtime().orElseThrow().targets())
                .containsExactly(
                        target("https://x.openai.azure.com", "openai-secret", "gpt-realtime"),
                        target("https://x.openai.azure.com", "openai-secret", "gpt-realtime-mini"),
                        target("https://y.openai.azure.com", "other-secret", "gpt-realtime"));
        assertThat(settings.realtime().orElseThrow().targets().toString()).doesNotContain("secret");
    }

    @Test
    void fallbacksWithoutTheirKeysAndOthersThatAreNoneAreNamed() {
        var wrong = new HashMap<>(RIGHT);
        wrong.put("parley.realtime.fallbacks", "gpt-realtime@https://y.openai.azure.com, other@nowhere");
        assertThat(settings(wrong).problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("parley.realtime.fallback-keys"))
                .anyMatch(problem -> problem.startsWith("parley.realtime.fallbacks"));

        wrong.put("parley.realtime.fallbacks", "a,b,c,d");
        assertThat(settings(wrong).problems()).singleElement().asString().contains("at most 3");
    }

    private static RealtimeSettings.Target target(String endpoint, String key, String deployment) {
        return new RealtimeSettings.Target(URI.create(endpoint), key, deployment);
    }

    @Test
    void wrongValuesAreNamedByKeyAndNeverRepeated() {
        var wrong = new HashMap<>(RIGHT);
        wrong.put("parley.acs.endpoint", "http://plain-secret.example");
        wrong.put("parley.acs.access-key", "not base64!");
        wrong.put("parley.acs.sample-rate", "22050");
        wrong.put("parley.acs.source-number", "0123");
        wrong.put("parley.numbers", "reception");
        wrong.put("parley.security.guests", "everybody");
        wrong.put("parley.conversation.lead-ms", "soon");
        wrong.put("parley.speech.host", "ws://localhost:9090");

        assertThat(settings(wrong).problems()).hasSize(8).allSatisfy(problem -> assertThat(problem)
                .startsWith("parley.")
                .doesNotContain("plain-secret", "not base64!", "22050", "0123", "everybody"));
    }

    @Test
    void azureNamesStandInForOurKeys() {
        var names = new HashMap<>(Map.of(
                "ACS_CONNECTION_STRING", "endpoint=https://y.communication.azure.com/;accesskey=c2VjcmV0PT0=",
                "ACS_AUDIENCE", "5f1",
                "BASE_URL", "voice.example",
                "AZURE_SPEECH_ENDPOINT", "https://westeurope.api.cognitive.microsoft.com/",
                "AZURE_SPEECH_KEY", "k",
                "AZURE_OPENAI_ENDPOINT", "https://x.openai.azure.com",
                "AZURE_OPENAI_KEY", "k",
                "AZURE_OPENAI_CHAT_DEPLOYMENT_ID", "gpt",
                "ALLOWED_ORIGINS", "https://a.example, https://b.example",
                "parley.security.event-grid-key", "0123456789abcdef"));
        names.put("COSMOSDB_CONNECTION", "AccountEndpoint=https://x.documents.azure.com:443/;AccountKey=Y29zbW9z==;");
        names.put("DATABASE_NAME", "voices");
        var settings = settings(names);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.acs().orElseThrow().accessKey()).isEqualTo("c2VjcmV0PT0=");
        assertThat(settings.acs().orElseThrow().publicUrl()).isEqualTo(URI.create("https://voice.example"));
        assertThat(settings.speech().orElseThrow().region()).contains("westeurope");
        assertThat(settings.cosmos().orElseThrow().endpoint())
                .isEqualTo(URI.create("https://x.documents.azure.com:443"));
        assertThat(settings.cosmos().orElseThrow().key()).contains("Y29zbW9z==");
        assertThat(settings.cosmos().orElseThrow().database()).isEqualTo("voices");
        assertThat(settings.security().origins()).containsExactly("https://a.example", "https://b.example");
    }

    @Test
    void namesWithoutEffectAndTypingErrorsAreListed() {
        var read = read(Map.of("ACS_STREAMING_MODE", "media", "REDIS_HOST", "r", "PARLEY_ACS_ENDPIONT", "x"));

        assertThat(read.withoutEffect()).containsExactly("ACS_STREAMING_MODE", "REDIS_HOST", "PARLEY_ACS_ENDPIONT");
    }

    @Test
    void secretsStayOutOfToString() {
        var settings = settings(RIGHT);

        assertThat(settings.acs().toString()
                        + settings.speech()
                        + settings.openAi()
                        + settings.security()
                        + settings.cosmos())
                .doesNotContain("c2VjcmV0", "cosmos-secret", "speech-secret", "openai-secret", "0123456789abcdef");
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(read(values));
    }

    private static SettingsReader.Read read(Map<String, String> values) {
        return SettingsReader.read(name -> Optional.ofNullable(values.get(name)), values.keySet());
    }
}
