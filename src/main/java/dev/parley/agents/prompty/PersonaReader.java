package dev.parley.agents.prompty;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Backup;
import dev.parley.agents.Persona.ModelSettings;
import dev.parley.agents.Persona.PersonaVoice;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.PersonaId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a persona of a prompty file that the schema checked: the format's own keys, and ours under {@code parley}. It finds
 * what no schema can: unknown tools, keys that contradict each other, templates.
 */
final class PersonaReader {
    private final Collection<String> knownTools;
    private final Map<String, Object> defaults;

    /** @param defaults of the schema, by path */
    PersonaReader(Collection<String> knownTools, Map<String, Object> defaults) {
        this.knownTools = List.copyOf(knownTools);
        this.defaults = defaults;
    }

    /**
     * What became of a file.
     *
     * @param persona to be used only when the file has no errors
     * @param prompt there even where another part has errors
     */
    record Result(Optional<Persona> persona, Optional<PromptyPrompt> prompt) {}

    /** Reads on past faults, so that all are found. */
    Result read(PersonaId id, String revision, PromptyFile file) {
        var root = file.root(defaults);
        var ours = root.section("parley");
        var pipeline = Pipeline.valueOf(ours.text("pipeline").orElseThrow().toUpperCase(Locale.ROOT));
        var language = ours.text("language").orElseThrow();
        var policies = new Policies(language, ours);
        var others = new Others(ours);
        others.warnOfWhatHasNoEffect();
        var greeting = Policies.greeting(ours);
        var voice = voice(ours, language);
        var realtime = new RealtimeCheck(root, ours);
        if (pipeline == Pipeline.REALTIME) {
            realtime.check(voice.name());
        } else {
            realtime.checkWithout();
        }
        var model = model(root, ours.section("model"));
        var tools = tools(root, ours);
        var turns = policies.turns();
        var silence = policies.silence();
        var limits = policies.limits();
        var locale = Locale.forLanguageTag(language);
        var tests = new TestsReader(root, tools).read(ours);
        var prompt = PromptyPrompt.of(id.value(), file, root, greeting);
        var persona = prompt.map(sound -> new Persona(
                id,
                revision,
                SummaryReader.name(root).orElse(id.value()),
                root.text("description").orElse(""),
                locale,
                voice,
                model,
                sound,
                greeting,
                tools,
                turns,
                policies.endOfTurn(),
                silence,
                limits,
                tests,
                others.languages(locale),
                others.handOffs(),
                others.transferTargets(),
                others.privacy(),
                policies.latencyBudget(),
                others.canary(),
                pipeline));
        return new Result(persona, prompt);
    }

    private PersonaVoice voice(Section ours, String language) {
        var voice = ours.section("voice");
        var named =
                ours.isGroup("voice") ? voice.text("name") : ours.text("voice").or(() -> voice.text("name"));
        boolean given = ours.isGroup("voice") ? voice.has("name") : ours.has("voice");
        if (!given && !language.equals(defaults.get("parley.language"))) {
            ours.error("language", "parley.voice is needed: for " + language + " there is no default");
        }
        return new PersonaVoice(
                named.orElseThrow(),
                voice.text("style"),
                voice.text("rate"),
                voice.text("pitch"),
                voice.text("fallback"),
                voice.flag("streamed"),
                voice.text("lexicon"),
                voice.texts("phraseList"));
    }

    private static ModelSettings model(Section root, Section backup) {
        var model = root.section("model");
        var kind = model.text("apiType").orElse("chat");
        if (!kind.equals("chat")) {
            model.error("apiType", "a persona thinks with a chat model, not with apiType " + kind);
        }
        var options = model.section("options");
        return new ModelSettings(
                model.text("id").filter(id -> !id.startsWith("${")),
                options.decimal("temperature"),
                options.decimal("topP"),
                options.integer("maxOutputTokens"),
                new Backup(
                        backup.texts("fallbacks"),
                        backup.millis("hedgeAfterMs"),
                        backup.integer("hedges").orElseThrow()));
    }

    /** Tools under {@code parley.tools}, and functions of the format's own {@code tools}; those that this server answers. */
    private List<String> tools(Section root, Section ours) {
        var names = new LinkedHashSet<String>();
        var declared = root.sections("tools");
        var ofTheClient = declared.stream()
                .filter(this::isOfTheClient)
                .map(PersonaReader::name)
                .toList();
        var named = ours.texts("tools");
        for (int i = 0; i < named.size(); i++) {
            if (!ofTheClient.contains(named.get(i))) {
                names.add(known(named.get(i), ours, "tools." + i));
            }
        }
        for (var tool : declared) {
            if (!isFunction(tool)) {
                tool.error("kind", "a tool of kind " + kind(tool) + " cannot be used in a call; known is function");
            } else if (isOfTheClient(tool)) {
                tool.warning(
                        "name",
                        "no tool of this server answers " + name(tool)
                                + ": only browser clients that answer it themselves can use it; phone calls go without");
            } else {
                names.add(known(name(tool), tool, "name"));
            }
        }
        return List.copyOf(names);
    }

    /** A function that the file defines whole needs no server that knows it. */
    private boolean isOfTheClient(Section tool) {
        return isFunction(tool)
                && !name(tool).isEmpty()
                && !knownTools.contains(name(tool))
                && tool.value("parameters").isPresent();
    }

    private static boolean isFunction(Section tool) {
        return kind(tool).equals("function");
    }

    private static String kind(Section tool) {
        return tool.text("kind").orElse("function");
    }

    private static String name(Section tool) {
        return tool.text("name").orElse("");
    }

    private String known(String name, Section at, String key) {
        if (!knownTools.contains(name)) {
            at.error(key, "unknown tool " + name + Nearest.hint(name, knownTools));
        }
        return name;
    }
}
