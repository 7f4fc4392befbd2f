package dev.parley.agents.prompty;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Backup;
import dev.parley.agents.Persona.ModelSettings;
import dev.parley.agents.Persona.PersonaVoice;
import dev.parley.agents.PersonaId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a persona of a prompty file: the format's own keys, and ours under {@code parley}. */
final class PersonaReader {
    private static final Set<String> KEYS = Set.of(
            "pipeline",
            "greeting",
            "language",
            "voice",
            "tools",
            "turns",
            "interruption",
            "silence",
            "limits",
            "model",
            "tests");

    /** Each gets a share of the wait for the first token. */
    private static final int MOST_FALLBACKS = 3;

    private static final int MOST_HEDGES = 3;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}-[A-Z]{2}");

    private final Collection<String> knownTools;

    PersonaReader(Collection<String> knownTools) {
        this.knownTools = List.copyOf(knownTools);
    }

    /** @throws FaultyFile with line and reason */
    Persona read(PersonaId id, String revision, PromptyFile file) {
        var root = file.root();
        var ours = root.section("parley");
        ours.knowsOnly(KEYS);
        if (!ours.text("pipeline").orElse("cascade").equals("cascade")) {
            throw ours.fault("pipeline", "parley.pipeline: known is cascade");
        }
        if (file.body().isEmpty()) {
            throw new FaultyFile(file.bodyLine(), "the body is empty: it holds the persona's instructions");
        }
        var language = ours.text("language").orElse("en-US");
        if (!LANGUAGE.matcher(language).matches()) {
            throw ours.fault("language", "parley.language must be a language and a country, as in en-US");
        }
        var sayings = new Policies(language, ours);
        var greeting = Policies.greeting(ours);
        var tools = tools(root, ours);
        return new Persona(
                id,
                revision,
                root.text("displayName").or(() -> root.text("name")).orElse(id.value()),
                root.text("description").orElse(""),
                Locale.forLanguageTag(language),
                voice(ours, language),
                model(root, ours),
                new PromptyPrompt(id.value(), file, greeting),
                greeting,
                tools,
                sayings.turns(),
                sayings.endOfTurn(),
                sayings.silence(),
                sayings.limits(),
                new TestsReader(root, tools).read(ours));
    }

    private static PersonaVoice voice(Section ours, String language) {
        if (ours.isText("voice")) {
            return new PersonaVoice(
                    ours.text("voice").orElseThrow(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        var voice = ours.section("voice");
        voice.knowsOnly(Set.of("name", "style", "rate", "pitch", "fallback", "streamed"));
        var name = voice.text("name")
                .or(() -> Policies.defaultVoice(language))
                .orElseThrow(() ->
                        ours.fault("language", "parley.voice is needed: for " + language + " there is no default"));
        return new PersonaVoice(
                name,
                voice.text("style"),
                voice.text("rate"),
                voice.text("pitch"),
                voice.text("fallback"),
                voice.flag("streamed", true));
    }

    private static ModelSettings model(Section root, Section ours) {
        var model = root.section("model");
        var kind = model.text("apiType").orElse("chat");
        if (!kind.equals("chat")) {
            throw model.fault("apiType", "a persona thinks with a chat model, not with apiType " + kind);
        }
        var options = model.section("options");
        return new ModelSettings(
                model.text("id").filter(id -> !id.startsWith("${")),
                options.decimal("temperature", 0, 2),
                options.decimal("topP", 0, 1),
                options.integer("maxOutputTokens", 1, 16_384),
                backup(ours.section("model")));
    }

    private static Backup backup(Section model) {
        model.knowsOnly(Set.of("fallbacks", "hedgeAfterMs", "hedges"));
        var fallbacks = model.texts("fallbacks");
        if (fallbacks.size() > MOST_FALLBACKS) {
            throw model.fault("fallbacks", "parley.model.fallbacks has more than " + MOST_FALLBACKS + " deployments");
        }
        return new Backup(
                fallbacks,
                model.millis("hedgeAfterMs", 0, 10_000),
                model.integer("hedges", 1, MOST_HEDGES).orElse(1));
    }

    /** Tools under {@code parley.tools}, and functions that the format's own {@code tools} declare. */
    private List<String> tools(Section root, Section ours) {
        var names = new LinkedHashSet<String>();
        var named = ours.texts("tools");
        for (int i = 0; i < named.size(); i++) {
            names.add(known(named.get(i), ours, "tools." + i));
        }
        for (var tool : root.sections("tools")) {
            var kind = tool.text("kind").orElse("function");
            if (!kind.equals("function")) {
                throw tool.fault("kind", "a tool of kind " + kind + " cannot be used in a call; known is function");
            }
            names.add(known(tool.text("name").orElse(""), tool, "name"));
        }
        return List.copyOf(names);
    }

    private String known(String name, Section at, String key) {
        if (!knownTools.contains(name)) {
            throw at.fault(key, "unknown tool " + name + Nearest.hint(name, knownTools));
        }
        return name;
    }
}
