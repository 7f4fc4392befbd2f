package dev.parley.rehearsal;

import dev.parley.agents.Persona;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools;
import dev.parley.agents.prompty.PersonaTexts;
import dev.parley.rehearsal.json.JakartaJsonReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the one test of a persona in text mode, with a scripted model. */
final class TextRehearsal {
    final ScriptedModel model = new ScriptedModel();
    final Tools tools = new RealTools();
    /** Who can take over, by id. */
    final Map<String, Persona> others = new HashMap<>();

    private String ours = "greeting: Hello, how can I help?";

    /** More keys under {@code parley}. */
    TextRehearsal with(String keys) {
        ours += "\n" + keys;
        return this;
    }

    Persona persona(String... tests) {
        var all = new StringBuilder();
        for (int i = 0; i < tests.length; i++) {
            all.append("- name: it").append(i == 0 ? "" : " " + i).append("\n").append(tests[i].indent(2));
        }
        var text = "---\nname: rehearsed\nparley:\n"
                + (ours + "\ntools: [opening_hours, look_up_order, end_call]\ntests:").indent(2)
                + all.toString().indent(4)
                + "---\nToday is {{ weekday }}.\n";
        return PersonaTexts.persona(text, "opening_hours", "look_up_order", "end_call");
    }

    RunResult run(String test) {
        var persona = persona(test);
        try {
            var performance = new TextMode(model, tools, (id, opening) -> Optional.ofNullable(others.get(id.value())))
                    .perform("call-1", persona, persona.tests().getFirst());
            var json = new JakartaJsonReader();
            return new Judging(new Judge(model, json), json)
                    .judged(persona, persona.tests().getFirst(), performance);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody cancels it", e);
        }
    }

    /** What was said, a line each, cuts marked. */
    static List<String> said(RunResult result) {
        return result.transcript().stream()
                .map(line ->
                        line.who().name().toLowerCase(Locale.ROOT) + ": " + line.text() + (line.cut() ? " [cut]" : ""))
                .toList();
    }

    /** What did not come true, and why. */
    static String failures(RunResult result) {
        return result.fault().map(fault -> fault + "\n").orElse("")
                + result.verdicts().stream()
                        .filter(verdict -> !verdict.passed())
                        .map(verdict -> verdict.expectation() + ": " + verdict.reason())
                        .collect(Collectors.joining("\n"));
    }

    /** Real ones: the opening hours take 200 ms of real time. */
    private static final class RealTools implements Tools {
        @Override
        public Collection<String> names() {
            return List.of("opening_hours", "look_up_order", "end_call");
        }

        @Override
        public List<ToolSchema> schemas(List<String> names) {
            return names.stream().map(name -> new ToolSchema(name, name, "{}")).toList();
        }

        @Override
        public Optional<String> filler(String name) {
            return Optional.empty();
        }

        @Override
        public Duration timeout(String name) {
            return Duration.ofSeconds(5);
        }

        @Override
        public CompletableFuture<ToolOutcome> run(ToolCall call, ToolContext context) {
            return call.name().equals("end_call")
                    ? CompletableFuture.completedFuture(new ToolOutcome("{}", false, true))
                    : new CompletableFuture<ToolOutcome>()
                            .completeOnTimeout(
                                    new ToolOutcome("{\"opens\": \"8\"}", false, false), 200, TimeUnit.MILLISECONDS);
        }
    }
}
