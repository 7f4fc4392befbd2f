package dev.parley.config;

import dev.parley.config.SecuritySettings.BearerTokens;
import dev.parley.config.SecuritySettings.DemoUser;
import dev.parley.config.SecuritySettings.Guests;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns keys into records, with all problems found at once. Pure. */
final class SettingsReader {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9.:_-]{1,32}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9]{1,32}");
    private static final String ACS_ISSUER =
            "https://acscallautomation.communication.azure.com"; // ACS, secure webhook page

    private final Keys keys;

    private SettingsReader(Keys keys) {
        this.keys = keys;
    }

    /** What was read. */
    record Read(
            Optional<SpeechSettings> speech,
            Optional<OpenAiSettings> openAi,
            Optional<RealtimeSettings> realtime,
            TokenSettings tokens,
            AdmissionSettings admission,
            Optional<AcsSettings> acs,
            Optional<CosmosSettings> cosmos,
            PersonaSettings personas,
            SecuritySettings security,
            ConversationSettings conversation,
            SessionSettings sessions,
            UpstreamSettings upstream,
            List<String> problems,
            List<String> withoutEffect) {}

    static Read read(Function<String, Optional<String>> source, Iterable<String> names) {
        var azure = new AzureNames(source);
        var keys = new Keys(key -> source.apply(key).or(() -> azure.standIn(key)));
        azure.problems().forEach(keys::problem);
        var reader = new SettingsReader(keys);
        var speech = keys.group(reader::speech);
        var openAi = keys.group(reader::openAi);
        var realtime = openAi.flatMap(reader::realtime);
        var tokens = reader.tokens();
        var admission = reader.admission();
        var acs = keys.group(reader::acs);
        var cosmos = keys.group(reader::cosmos);
        var personas = reader.personas();
        var security = reader.security();
        var conversation = reader.conversation();
        var sessions = reader.sessions();
        var upstream = reader.upstream();
        var withoutEffect = azure.withoutEffect();
        withoutEffect.addAll(keys.unknownOf(names));
        return new Read(
                speech,
                openAi,
                realtime,
                tokens,
                admission,
                acs,
                cosmos,
                personas,
                security,
                conversation,
                sessions,
                upstream,
                keys.problems(),
                List.copyOf(withoutEffect));
    }

    private SpeechSettings speech() {
        var host = keys.optionalUri("parley.speech.host", "ws", "wss", "http", "https");
        var region = keys.text("parley.speech.region");
        if (host.isPresent() == region.isPresent()) {
            keys.problem("parley.speech.region: exactly one of it and parley.speech.host must be set");
        }
        return new SpeechSettings(
                host,
                region,
                keys.required("parley.speech.key"),
                keys.number("parley.speech.synthesis-pool", 2, 1, 64),
                keys.number("parley.speech.synthesis-limit", 200, 1, 1000),
                keys.millis("parley.speech.first-audio-ms", 3000, 200, 30_000));
    }

    private OpenAiSettings openAi() {
        return new OpenAiSettings(
                keys.uri("parley.openai.endpoint", "https"),
                keys.required("parley.openai.key"),
                keys.required("parley.openai.deployment"),
                keys.millis("parley.openai.whole-answer-ms", 60_000, 1000, 600_000));
    }

    private Optional<RealtimeSettings> realtime(OpenAiSettings openAi) {
        var transcription = keys.text("parley.realtime.transcription").orElse("whisper-1");
        var life = keys.seconds("parley.realtime.session-life-s", 1_500, 20, 86_400);
        var fallbacks = new RealtimeFallbacks(keys).read(openAi);
        return keys.text("parley.realtime.deployment")
                .map(deployment -> new RealtimeSettings(
                        openAi.endpoint(), openAi.key(), deployment, transcription, life, fallbacks));
    }

    private TokenSettings tokens() {
        var api = keys.text("parley.realtime.token-api").orElse("ga");
        if (!api.equals("ga") && !api.equals("preview")) {
            keys.problem("parley.realtime.token-api: must be ga or preview");
        }
        var region = keys.text("parley.realtime.token-region");
        if (region.isPresent() && (!REGION.matcher(region.get()).matches() || !api.equals("preview"))) {
            keys.problem(
                    "parley.realtime.token-region: must be a region such as swedencentral, with token-api preview");
        }
        return new TokenSettings(
                api.equals("preview"),
                region,
                keys.seconds("parley.realtime.token-life-s", 60, 10, 7200),
                keys.number("parley.realtime.tokens-per-user", 10, 1, 1000),
                keys.number("parley.realtime.tokens-per-node", 60, 1, 10_000));
    }

    private AdmissionSettings admission() {
        return new AdmissionSettings(
                keys.number("parley.admission.sessions", 500, 1, 100_000),
                keys.number("parley.admission.sessions-per-user", 5, 1, 10_000),
                keys.number("parley.admission.talks-per-minute", 20, 1, 10_000),
                Duration.ofMinutes(keys.number("parley.admission.minutes-per-user", 240, 1, 1_000_000)),
                keys.number("parley.admission.tokens-per-user", 5_000_000, 1000, Integer.MAX_VALUE),
                keys.number("parley.admission.tickets-per-minute", 60, 1, 10_000),
                keys.number("parley.realtime.connections-per-minute", 1_000, 1, 100_000));
    }

    private AcsSettings acs() {
        var endpoint = keys.uri("parley.acs.endpoint", "https");
        var accessKey = keys.required("parley.acs.access-key");
        try {
            Base64.getDecoder().decode(accessKey);
        } catch (IllegalArgumentException e) {
            keys.problem("parley.acs.access-key: must be base64");
        }
        var source = keys.text("parley.acs.source-number");
        if (source.isPresent() && !E164.matcher(source.get()).matches()) {
            keys.problem("parley.acs.source-number: must be E.164, such as +15551230000");
        }
        var rate = keys.number("parley.acs.sample-rate", 16_000, 16_000, 24_000);
        if (rate != 16_000 && rate != 24_000) {
            keys.problem("parley.acs.sample-rate: must be 16000 or 24000");
        }
        return new AcsSettings(
                endpoint,
                accessKey,
                keys.required("parley.acs.resource-id"),
                keys.text("parley.acs.issuer").orElse(ACS_ISSUER),
                keys.optionalUri("parley.acs.jwks", "https", "http").orElse(URI.create(ACS_ISSUER + "/calling/keys")),
                source,
                keys.uri("parley.public-url", "https", "http"),
                rate,
                keys.millis("parley.acs.timeout-ms", 10_000, 500, 60_000));
    }

    private CosmosSettings cosmos() {
        return new CosmosSettings(
                keys.uri("parley.cosmos.endpoint", "https", "http"),
                keys.text("parley.cosmos.key"),
                keys.text("parley.cosmos.database").orElse("sustineo"), // of the earlier systems, prior-systems §5.2
                keys.text("parley.cosmos.projection").orElse("VoiceConfigurations"),
                keys.millis("parley.cosmos.timeout-ms", 5_000, 500, 60_000));
    }

    private PersonaSettings personas() {
        var numbers = new HashMap<String, String>();
        for (var entry : keys.list("parley.numbers")) {
            var parts = entry.split("=", 2);
            if (parts.length != 2 || !E164.matcher(parts[0].strip()).matches() || parts[1].isBlank()) {
                keys.problem("parley.numbers: each entry must read +15551230001=persona");
            } else {
                numbers.put(parts[0].strip(), parts[1].strip());
            }
        }
        return new PersonaSettings(
                Path.of(keys.text("parley.personas").orElse("prompty")), keys.text("parley.default-persona"), numbers);
    }

    private SecuritySettings security() {
        return new SecuritySettings(
                guests(),
                keys.list("parley.security.origins"),
                eventGridKey(),
                keys.group(this::bearerTokens).filter(tokens -> !tokens.issuer().isEmpty()),
                demoUsers());
    }

    private Optional<String> eventGridKey() {
        var key = keys.text("parley.security.event-grid-key");
        if (key.isEmpty()) {
            keys.problem("parley.security.event-grid-key: missing; without it no incoming call is accepted");
        } else if (key.get().length() < 16) {
            keys.problem("parley.security.event-grid-key: must have at least 16 characters");
            return Optional.empty();
        }
        return key;
    }

    private Guests guests() {
        var text = keys.text("parley.security.guests").orElse("off");
        try {
            return Guests.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            keys.problem("parley.security.guests: must be off, loopback or origins");
            return Guests.OFF;
        }
    }

    /** An empty issuer stands for: not wanted. */
    private BearerTokens bearerTokens() {
        var given = List.of("issuer", "audience", "jwks").stream()
                .anyMatch(name -> keys.text("parley.security.jwt." + name).isPresent());
        var claim = keys.text("parley.security.jwt.roles-claim").orElse("roles");
        return given
                ? new BearerTokens(
                        keys.required("parley.security.jwt.issuer"),
                        keys.required("parley.security.jwt.audience"),
                        keys.uri("parley.security.jwt.jwks", "https", "http"),
                        claim)
                : new BearerTokens("", "", URI.create(""), claim);
    }

    private Map<String, DemoUser> demoUsers() {
        var users = new HashMap<String, DemoUser>();
        for (var entry : keys.list("parley.security.demo-users")) {
            var parts = entry.split(":", 3);
            if (parts.length != 3 || parts[0].isBlank() || parts[1].isBlank() || parts[2].isBlank()) {
                keys.problem("parley.security.demo-users: each entry must read name:password:role+role");
            } else {
                users.put(parts[0], new DemoUser(parts[1], new HashSet<>(Set.of(parts[2].split("\\+")))));
            }
        }
        return users;
    }

    private ConversationSettings conversation() {
        return new ConversationSettings(
                keys.number("parley.conversation.live", 500, 1, 10_000),
                keys.seconds("parley.conversation.longest-call-s", 3600, 10, 86_400),
                keys.millis("parley.conversation.lead-ms", 200, 40, 400),
                keys.millis("parley.conversation.takeover-ms", 5000, 0, 60_000));
    }

    private UpstreamSettings upstream() {
        return new UpstreamSettings(
                keys.millis("parley.upstream.retry-refused-key-ms", 30_000, 1000, 3_600_000),
                keys.text("parley.realtime.cascade-voice").orElse("en-US-AvaMultilingualNeural"));
    }

    private SessionSettings sessions() {
        var prefix = keys.text("parley.sessions.redis.prefix").orElse("parley");
        if (!PREFIX.matcher(prefix).matches()) {
            keys.problem(
                    "parley.sessions.redis.prefix: must be 1 to 32 of a-z, A-Z, 0-9, dot, dash, colon and underscore");
        }
        return new SessionSettings(
                keys.optionalUri("parley.sessions.redis.url", "redis", "rediss"),
                keys.millis("parley.sessions.redis.timeout-ms", 500, 50, 500),
                prefix);
    }
}
