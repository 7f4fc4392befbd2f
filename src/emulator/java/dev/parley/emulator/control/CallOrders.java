package dev.parley.emulator.control;

import dev.parley.emulator.acs.AcsSettings;
import dev.parley.emulator.acs.MediaToken;
import dev.parley.emulator.acs.PhoneCall.Order;
import dev.parley.emulator.acs.caller.ScriptStep;
import dev.parley.emulator.acs.caller.ScriptStep.Act;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what a tester wants of a call; every mistake is a {@link Problem} of status 400 that names the member. */
@ApplicationScoped
public class CallOrders {
    private static final int MOST_STEPS = 200;
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_MS = 600_000;
    private static final int LONGEST_NOISE_MS = 10_000;
    private static final String[] ACTS = {"say", "bargeIn", "dtmf", "silenceMs", "noiseMs", "hangUp"};

    private final AcsSettings settings;

    @Inject
    public CallOrders(AcsSettings settings) {
        this.settings = settings;
    }

    CallOrders() {
        this(null);
    }

    /** An order of {@code POST /emulator/calls}. */
    Order read(JsonBody body) {
        body.only(
                "from",
                "to",
                "sampleRate",
                "ear",
                "script",
                "downlinkMs",
                "jitterMs",
                "seed",
                "announceTo",
                "mediaToken");
        String from = number(body, "from");
        String to = number(body, "to");
        List<ScriptStep> script = script(body);
        return new Order(
                from,
                to,
                true,
                rate(body),
                human(body),
                script,
                downlinkMs(body),
                jitterMs(body),
                body.whole("seed", Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .orElseGet(() -> Objects.hash(from, to, script)),
                body.text("announceTo").map(CallOrders::endpoint),
                mediaToken(body));
    }

    int downlinkMs(JsonBody body) {
        return (int) body.whole("downlinkMs", 0, 2000).orElse(settings.downlinkMs());
    }

    int jitterMs(JsonBody body) {
        return (int) body.whole("jitterMs", 0, 1000).orElse(settings.jitterMs());
    }

    static MediaToken mediaToken(JsonBody body) {
        return MediaToken.named(body.text("mediaToken").orElse(MediaToken.VALID.wire()))
                .orElseThrow(
                        () -> Problem.badRequest("\"mediaToken\" must be valid, forged, expired or wrongAudience"));
    }

    private static URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw Problem.badRequest("\"announceTo\" must be a URL");
        }
        throw Problem.badRequest("\"announceTo\" must be a URL of http or https");
    }

    /** A phone number in E.164. */
    static String number(JsonBody body, String member) {
        String number = body.requiredText(member);
        if (!number.matches("\\+[1-9]\\d{1,14}")) {
            throw Problem.badRequest("\"" + member + "\" must be a phone number like +15551230000");
        }
        return number;
    }

    static int rate(JsonBody body) {
        long rate = body.whole("sampleRate", 16_000, 24_000).orElse(16_000);
        if (rate != 16_000 && rate != 24_000) {
            throw Problem.badRequest("\"sampleRate\" must be 16000 or 24000");
        }
        return (int) rate;
    }

    static boolean human(JsonBody body) {
        return switch (body.text("ear").orElse("tone")) {
            case "human" -> true;
            case "tone" -> false;
            default -> throw Problem.badRequest("\"ear\" must be tone or human");
        };
    }

    static List<ScriptStep> script(JsonBody body) {
        JsonArray steps = body.array("script").orElse(JsonValue.EMPTY_JSON_ARRAY);
        if (steps.size() > MOST_STEPS) {
            throw Problem.badRequest("\"script\" must have " + MOST_STEPS + " steps at most");
        }
        List<ScriptStep> script = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            script.add(step(JsonBody.of(steps.get(i), "script[" + i + "]"), "script[" + i + "]"));
        }
        return script;
    }

    private static ScriptStep step(JsonBody step, String where) {
        step.only("say", "bargeIn", "dtmf", "silenceMs", "noiseMs", "hangUp", "pauses", "afterWords", "afterMs");
        String kind = null;
        for (String each : ACTS) {
            if (step.has(each)) {
                if (kind != null) {
                    throw Problem.badRequest(where + " must do one thing");
                }
                kind = each;
            }
        }
        if (kind == null) {
            throw Problem.badRequest(where + " must have one of " + String.join(", ", ACTS));
        }
        OptionalInt afterWords = optional(step.whole("afterWords", 0, 1000));
        if (kind.equals("bargeIn") && afterWords.isEmpty()) {
            throw Problem.badRequest(where + " needs \"afterWords\"");
        }
        return new ScriptStep(act(step, kind, where), afterWords, optional(step.whole("afterMs", 0, LONGEST_MS)));
    }

    private static Act act(JsonBody step, String kind, String where) {
        return switch (kind) {
            case "say", "bargeIn" ->
                new Act.Say(spoken(step, kind), step.flag("pauses").orElse(true));
            case "dtmf" -> new Act.Press(tones(step, kind));
            case "silenceMs" ->
                new Act.Silence((int) step.whole(kind, 0, LONGEST_MS).orElseThrow());
            case "noiseMs" ->
                new Act.Noise((int) step.whole(kind, 20, LONGEST_NOISE_MS).orElseThrow());
            default -> {
                if (!step.flag("hangUp").orElseThrow()) {
                    throw Problem.badRequest("\"hangUp\" in " + where + " must be true");
                }
                yield new Act.HangUp();
            }
        };
    }

    private static OptionalInt optional(OptionalLong value) {
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    /** A text to speak. */
    static String spoken(JsonBody body, String member) {
        String text = body.requiredText(member).strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw Problem.badRequest("\"" + member + "\" must have 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    /** Keys of a phone. */
    static String tones(JsonBody body, String member) {
        String tones = body.requiredText(member);
        if (!tones.matches("[0-9A-D*#]{1,50}")) {
            throw Problem.badRequest("\"" + member + "\" must be 1 to 50 of 0-9, A-D, * and #");
        }
        return tones;
    }
}
