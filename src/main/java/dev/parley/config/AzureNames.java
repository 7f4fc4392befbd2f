package dev.parley.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment names of earlier systems: those that have an effect here stand in for our own keys, the others are named
 * once when they are set. Facts: prior-systems §4.5.
 */
final class AzureNames {
    private static final String COSMOS = "COSMOSDB_CONNECTION";

    private static final Map<String, String> STAND_INS = Map.ofEntries(
            Map.entry("parley.acs.endpoint", "ACS_ENDPOINT"),
            Map.entry("parley.acs.source-number", "ACS_SOURCE_PHONE_NUMBER"),
            Map.entry("parley.acs.resource-id", "ACS_AUDIENCE"),
            Map.entry("parley.public-url", "BASE_URL"),
            Map.entry("parley.openai.endpoint", "AZURE_OPENAI_ENDPOINT"),
            Map.entry("parley.openai.key", "AZURE_OPENAI_KEY"),
            Map.entry("parley.openai.deployment", "AZURE_OPENAI_CHAT_DEPLOYMENT_ID"),
            Map.entry("parley.speech.region", "AZURE_SPEECH_REGION"),
            Map.entry("parley.speech.key", "AZURE_SPEECH_KEY"));

    private static final List<String> WITHOUT_EFFECT = List.of(
            ("""
            ACS_STREAMING_MODE DEFAULT_TEMPERATURE DEFAULT_MAX_TOKENS AOAI_REQUEST_TIMEOUT AOAI_POOL_ENABLED AOAI_POOL_SIZE
            AOAI_USE_SESSION_POOL AOAI_RETRY_MAX_ATTEMPTS AZURE_SPEECH_RESOURCE_ID AZURE_OPENAI_STT_TTS_ENDPOINT
            AZURE_OPENAI_STT_TTS_KEY AZURE_OPENAI_STT_TTS_REGION RECOGNIZED_LANGUAGE SILENCE_DURATION_MS
            VAD_SEMANTIC_SEGMENTATION AUDIO_FORMAT STT_PROCESSING_TIMEOUT GREETING_VOICE_TTS DEFAULT_VOICE_STYLE
            DEFAULT_VOICE_RATE TTS_SAMPLE_RATE_UI TTS_SAMPLE_RATE_ACS TTS_CHUNK_SIZE TTS_PROCESSING_TIMEOUT
            AZURE_VOICE_LIVE_ENDPOINT AZURE_VOICE_API_KEY AZURE_VOICE_LIVE_MODEL AZURE_VOICE_LIVE_API_VERSION
            VOICE_LIVE_AGENT_YAML AI_FOUNDRY_AGENT_ID AI_FOUNDRY_PROJECT_NAME REDIS_HOST REDIS_PORT REDIS_ACCESS_KEY
            REDIS_SCOPE REDIS_USER_NAME AZURE_COSMOS_CONNECTION_STRING AZURE_COSMOS_DATABASE_NAME
            AZURE_COSMOS_COLLECTION_NAME AZURE_COSMOS_CLUSTER_NAME AZURE_STORAGE_CONTAINER_URL AZURE_CLIENT_ID
            AZURE_TENANT_ID BACKEND_AUTH_CLIENT_ID ALLOWED_CLIENT_IDS ENABLE_AUTH_VALIDATION DTMF_VALIDATION_ENABLED
            ENABLE_DOCS SECURE_DOCS_URL ENABLE_TRACING ENABLE_PERFORMANCE_LOGGING ORCHESTRATOR_TRACING GPT_FLOW_TRACING
            STREAM_TRACING HIGH_FREQ_SAMPLING ORCHESTRATOR_PRESET MAX_WEBSOCKET_CONNECTIONS CONNECTION_QUEUE_SIZE
            ENABLE_CONNECTION_LIMITS CONNECTION_WARNING_THRESHOLD CONNECTION_CRITICAL_THRESHOLD
            CONNECTION_TIMEOUT_SECONDS HEARTBEAT_INTERVAL_SECONDS SESSION_TTL_SECONDS SESSION_CLEANUP_INTERVAL
            MAX_CONCURRENT_SESSIONS SESSION_STATE_TTL ENABLE_SESSION_PERSISTENCE POOL_SIZE_TTS POOL_SIZE_STT
            POOL_LOW_WATER_MARK POOL_HIGH_WATER_MARK POOL_ACQUIRE_TIMEOUT METRICS_COLLECTION_INTERVAL
            POOL_METRICS_INTERVAL APPLICATIONINSIGHTS_CONNECTION_STRING DISABLE_CLOUD_TELEMETRY
            AZURE_MONITOR_DISABLE_LIVE_METRICS LAT_MAX_RUNS LAT_MAX_SAMPLES_PER_RUN
            """)
                    .strip()
                    .split("\\s+"));

    /** {@code https://westeurope.api.cognitive.microsoft.com/}: the only form of endpoint that names a region. */
    private static final Pattern REGIONAL =
            Pattern.compile("https://([a-z0-9]+)\\.(api\\.cognitive|stt\\.speech|tts\\.speech)\\.microsoft\\.com/?.*");

    private final Function<String, Optional<String>> source;
    private final List<String> problems = new ArrayList<>();

    AzureNames(Function<String, Optional<String>> source) {
        this.source = source;
        if (value("ACS_CONNECTION_STRING").isPresent()
                && fromConnectionString("ACS_CONNECTION_STRING", "accesskey").isEmpty()) {
            problems.add("ACS_CONNECTION_STRING: must read endpoint=https://...;accesskey=...");
        }
        if (value(COSMOS).isPresent()
                && fromConnectionString(COSMOS, "AccountKey").isEmpty()) {
            problems.add(COSMOS + ": must read AccountEndpoint=https://...;AccountKey=...");
        }
        if (value("AZURE_SPEECH_ENDPOINT").isPresent()
                && regionOfEndpoint().isEmpty()
                && value("AZURE_SPEECH_REGION").isEmpty()
                && value("parley.speech.region").isEmpty()
                && value("parley.speech.host").isEmpty()) {
            problems.add("AZURE_SPEECH_ENDPOINT: names no region; set AZURE_SPEECH_REGION");
        }
    }

    /** What stands in for a key of ours that is not set itself. */
    Optional<String> standIn(String key) {
        return switch (key) {
            case "parley.acs.endpoint" ->
                fromConnectionString("ACS_CONNECTION_STRING", "endpoint").or(() -> value("ACS_ENDPOINT"));
            case "parley.acs.access-key" -> fromConnectionString("ACS_CONNECTION_STRING", "accesskey");
            case "parley.cosmos.endpoint" -> fromConnectionString(COSMOS, "AccountEndpoint");
            // names that others use as well: they mean us beside a connection alone
            case "parley.cosmos.database" -> value(COSMOS).flatMap(connection -> value("DATABASE_NAME"));
            case "parley.cosmos.projection" -> value(COSMOS).flatMap(connection -> value("CONTAINER_NAME"));
            case "parley.cosmos.key" -> fromConnectionString(COSMOS, "AccountKey");
            case "parley.speech.region" ->
                hostIsGiven() ? Optional.empty() : value("AZURE_SPEECH_REGION").or(this::regionOfEndpoint);
            case "parley.public-url" -> value("BASE_URL").map(url -> url.contains("://") ? url : "https://" + url);
            case "parley.security.origins" -> value("ALLOWED_ORIGINS").filter(origins -> !origins.contains("*"));
            default -> Optional.ofNullable(STAND_INS.get(key)).flatMap(this::value);
        };
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Known names that are set and do nothing here. */
    List<String> withoutEffect() {
        var names = new ArrayList<String>();
        WITHOUT_EFFECT.stream().filter(name -> value(name).isPresent()).forEach(names::add);
        if (value("ALLOWED_ORIGINS").filter(origins -> origins.contains("*")).isPresent()) {
            names.add("ALLOWED_ORIGINS (a list of origins is needed, * is none)");
        }
        return names;
    }

    private boolean hostIsGiven() {
        return value("parley.speech.host").isPresent();
    }

    private Optional<String> regionOfEndpoint() {
        return value("AZURE_SPEECH_ENDPOINT")
                .map(endpoint -> REGIONAL.matcher(endpoint.toLowerCase(Locale.ROOT)))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    private Optional<String> fromConnectionString(String name, String part) {
        return value(name).flatMap(text -> {
            for (var entry : text.split(";")) {
                var pair = entry.split("=", 2);
                if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(part)) {
                    return Optional.of(pair[1].strip());
                }
            }
            return Optional.empty();
        });
    }

    private Optional<String> value(String name) {
        return source.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
