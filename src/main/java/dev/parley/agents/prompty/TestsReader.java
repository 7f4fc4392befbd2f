package dev.parley.agents.prompty;

import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mock;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.agents.PersonaTest.TestTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tests of a persona, from {@code parley.tests}: docs/personas.md says what may stand there. */
final class TestsReader {
    private static final Map<String, Mode> MODES = Map.of("text", Mode.TEXT, "voice", Mode.VOICE, "both", Mode.BOTH);

    private static final int LONGEST_MOCK = 16_000;

    private final List<String> tools;
    private final Set<String> inputs;

    /** @param tools of the persona */
    TestsReader(Section root, List<String> tools) {
        this.tools = tools;
        this.inputs = root.sections("inputs").stream()
                .flatMap(input -> input.text("name").stream())
                .collect(Collectors.toSet());
        this.inputs.addAll(PromptyInputs.undeclared(root));
    }

    /** Those in which the schema found nothing wrong; finds fault with what no schema can. */
    List<PersonaTest> read(Section ours) {
        var tests = new ArrayList<PersonaTest>();
        var names = new HashSet<String>();
        for (var section : ours.sections("tests")) {
            if (!section.faulty()) {
                var test = test(section);
                if (!names.add(test.name())) {
                    section.error("name", section.at("name") + " is the name of another test already");
                }
                tests.add(test);
            }
        }
        return List.copyOf(tests);
    }

    private PersonaTest test(Section test) {
        var name = test.text("name").orElse("");
        if (name.isEmpty()) {
            test.error("name", test.at("name") + " is needed");
        }
        var steps = new StepsReader(new ExpectationsReader(tools));
        return new PersonaTest(
                name,
                test.flag("required"),
                test.choice("mode", MODES).orElseThrow(),
                test.integer("runs").orElseThrow(),
                test.decimal("passRate").orElseThrow(),
                inputs(test),
                new TestTools(test.text("tools").orElseThrow().equals("live"), mocks(test)),
                test.sections("conversation").stream()
                        .flatMap(step -> steps.step(step).stream())
                        .toList(),
                new ExpectationsReader(tools).ofCall(test.section("expect")));
    }

    private Map<String, String> inputs(Section test) {
        var section = test.section("inputs");
        var values = new LinkedHashMap<String, String>();
        for (var name : section.keys()) {
            if (!inputs.contains(name)) {
                section.error(name, section.at(name) + " is no input of this persona" + Nearest.hint(name, inputs));
            }
            section.text(name).ifPresent(value -> values.put(name, value));
        }
        CallDates.check(section);
        return values;
    }

    private Map<String, List<Mock>> mocks(Section test) {
        var section = test.section("mocks");
        var mocks = new LinkedHashMap<String, List<Mock>>();
        for (var tool : section.keys()) {
            if (!tools.contains(tool)) {
                section.error(tool, section.at(tool) + " is no tool of this persona" + Nearest.hint(tool, tools));
            }
            var sections = section.isGroup(tool) ? List.of(section.section(tool)) : section.sections(tool);
            mocks.put(tool, sections.stream().map(TestsReader::mock).toList());
        }
        return mocks;
    }

    private static Mock mock(Section mock) {
        boolean failed = mock.flag("failed");
        var usual = failed ? "{\"error\":\"the tool failed\"}" : "{}";
        var content = mock.value("answer").map(JsonText::of).orElse(usual);
        if (content.length() > LONGEST_MOCK) {
            mock.error("answer", mock.at("answer") + " has at most " + LONGEST_MOCK + " characters");
        }
        return new Mock(content, failed, mock.millis("afterMs").orElse(Duration.ZERO));
    }
}
