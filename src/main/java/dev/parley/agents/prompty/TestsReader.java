package dev.parley.agents.prompty;

import dev.parley.agents.CallerStep;
import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mock;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.agents.PersonaTest.TestTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tests of a persona, from {@code parley.tests}: docs/personas.md says what may stand there. */
final class TestsReader {
    static final Set<String> KEYS = Set.of(
            "name", "required", "mode", "runs", "passRate", "inputs", "tools", "mocks", "conversation", "expect");
    static final Set<String> MOCK_KEYS = Set.of("answer", "failed", "afterMs");
    private static final Map<String, Mode> MODES = Map.of("text", Mode.TEXT, "voice", Mode.VOICE, "both", Mode.BOTH);

    private static final int MOST_TESTS = 50;
    private static final int MOST_STEPS = 40;
    private static final int MOST_MOCKS = 20;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_MOCK = 16_000;
    private static final int SLOWEST_MOCK_MS = 60_000;
    /** Every run has at least a chance to matter. */
    private static final double LEAST_PASS_RATE = 0.05;

    private final List<String> tools;
    private final Set<String> inputs;

    /** @param tools of the persona */
    TestsReader(Section root, List<String> tools) {
        this.tools = tools;
        this.inputs = root.sections("inputs").stream()
                .flatMap(input -> input.text("name").stream())
                .collect(Collectors.toSet());
        this.inputs.addAll(PromptyInputs.OF_THE_CALL);
    }

    /** @throws FaultyFile with line and reason */
    List<PersonaTest> read(Section ours) {
        var sections = ours.sections("tests");
        if (sections.size() > MOST_TESTS) {
            throw ours.fault("tests", ours.at("tests") + " are at most " + MOST_TESTS);
        }
        var tests = new ArrayList<PersonaTest>();
        var names = new HashSet<String>();
        for (var section : sections) {
            var test = test(section);
            if (!names.add(test.name())) {
                throw section.fault("name", section.at("name") + " is the name of another test already");
            }
            tests.add(test);
        }
        return List.copyOf(tests);
    }

    private PersonaTest test(Section test) {
        test.knowsOnly(KEYS);
        var name = test.text("name").orElse("");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw test.fault("name", test.at("name") + " is needed and has 1 to " + LONGEST_NAME + " characters");
        }
        return new PersonaTest(
                name,
                test.flag("required", true),
                test.choice("mode", MODES).orElse(Mode.TEXT),
                test.integer("runs", 1, 20).orElse(1),
                test.decimal("passRate", LEAST_PASS_RATE, 1).orElse(1.0),
                inputs(test),
                new TestTools(
                        test.choice("tools", Map.of("mocked", false, "live", true))
                                .orElse(false),
                        mocks(test)),
                conversation(test),
                new ExpectationsReader(tools).ofCall(test.section("expect")));
    }

    private Map<String, String> inputs(Section test) {
        var section = test.section("inputs");
        var values = new LinkedHashMap<String, String>();
        for (var name : section.keys()) {
            if (!inputs.contains(name)) {
                throw section.fault(
                        name, section.at(name) + " is no input of this persona" + Nearest.hint(name, inputs));
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
                throw section.fault(tool, section.at(tool) + " is no tool of this persona" + Nearest.hint(tool, tools));
            }
            mocks.put(tool, mocksOf(section, tool));
        }
        return mocks;
    }

    private static List<Mock> mocksOf(Section mocks, String tool) {
        boolean several = mocks.value(tool).filter(Collection.class::isInstance).isPresent();
        var sections = several ? mocks.sections(tool) : List.of(mocks.section(tool));
        if (sections.isEmpty() || sections.size() > MOST_MOCKS) {
            throw mocks.fault(tool, mocks.at(tool) + " has 1 to " + MOST_MOCKS + " answers");
        }
        return sections.stream().map(TestsReader::mock).toList();
    }

    private static Mock mock(Section mock) {
        mock.knowsOnly(MOCK_KEYS);
        boolean failed = mock.flag("failed", false);
        var usual = failed ? "{\"error\":\"the tool failed\"}" : "{}";
        var content = mock.value("answer").map(JsonText::of).orElse(usual);
        if (content.length() > LONGEST_MOCK) {
            throw mock.fault("answer", mock.at("answer") + " has at most " + LONGEST_MOCK + " characters");
        }
        return new Mock(
                content, failed, mock.millis("afterMs", 0, SLOWEST_MOCK_MS).orElse(Duration.ZERO));
    }

    private List<CallerStep> conversation(Section test) {
        var steps = test.sections("conversation");
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw test.fault("conversation", test.at("conversation") + " has 1 to " + MOST_STEPS + " steps");
        }
        var reader = new StepsReader(new ExpectationsReader(tools));
        return steps.stream().map(reader::step).toList();
    }
}
