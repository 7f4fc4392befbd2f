package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.CallerStep.Act;
import dev.parley.agents.ExpectedCall.EndedBy;
import dev.parley.agents.ExpectedReply;
import dev.parley.agents.PersonaFormat.Reading;
import dev.parley.agents.PersonaId;
import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mock;
import dev.parley.agents.PersonaTest.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code parley.tests} may say, and how wrong ones are reported. */
class PersonaTestsInFilesTest {
    private static final List<String> TOOLS = List.of("opening_hours", "look_up_order", "end_call");

    @Test
    void aTestMayBeAsShortAsOneQuestion() {
        var test = only("- {name: hours, conversation: [{say: When are you open?}]}");

        assertThat(test.required()).isTrue();
        assertThat(test.mode()).isEqualTo(Mode.TEXT);
        assertThat(test.runs()).isEqualTo(1);
        assertThat(test.passRate()).isEqualTo(1.0);
        assertThat(test.tools().live()).isFalse();
        assertThat(test.conversation()).singleElement().satisfies(step -> {
            assertThat(step.act()).isEqualTo(new Act.Say("When are you open?"));
            assertThat(step.afterWords()).isEmpty();
            assertThat(step.expected()).isEqualTo(ExpectedReply.ANYTHING);
        });
    }

    @Test
    void allKeysMakeAWholeTest() {
        var test = only(
                """
                - name: tells the opening hours
                  required: false
                  mode: both
                  runs: 5
                  passRate: 0.8
                  inputs: {callerNumber: "+15550100", weekday: Monday, customer: Jane}
                  tools: live
                  mocks:
                    look_up_order: {answer: {state: shipped, parts: [1, 2.5]}, afterMs: 200}
                    opening_hours: [{failed: true}, {answer: from 8 to 6}]
                  conversation:
                    - say: When are you open?
                      expect:
                        says: ["8", "6"]
                        doesNotSay: Sunday
                        matches: "\\\\b8\\\\b"
                        judge: friendly
                        calls: [{tool: opening_hours, with: {day: Monday}}]
                        replyMs: 1500
                    - {bargeIn: "Sorry, Saturday."}
                    - {bargeIn: "No.", afterWords: 7}
                    - {silence: 9000}
                    - {noise: 2000, afterWords: 2}
                    - {press: 12}
                    - {hangUp: true}
                  expect: {says: 8, endedBy: caller, turnsAtMost: 6, handOff: billing, replyMs: {p50: 900, p95: 1800},
                    firstSoundMs: 1000, bargeInMs: 500}
                """);

        assertThat(test.mode().includes(Mode.VOICE)).isTrue();
        assertThat(test.inputs()).containsEntry("weekday", "Monday").hasSize(3);
        assertThat(test.tools().mocks().get("look_up_order"))
                .containsExactly(new Mock("{\"state\":\"shipped\",\"parts\":[1,2.5]}", false, Duration.ofMillis(200)));
        assertThat(test.tools().mocks().get("opening_hours"))
                .extracting(Mock::content)
                .containsExactly("{\"error\":\"the tool failed\"}", "from 8 to 6");
        assertThat(test.conversation())
                .extracting(step -> step.act().getClass().getSimpleName())
                .containsExactly("Say", "Say", "Say", "BeSilent", "MakeNoise", "Press", "HangUp");
        assertThat(test.conversation().stream().map(step -> step.afterWords()))
                .startsWith(OptionalInt.empty(), OptionalInt.of(3), OptionalInt.of(7))
                .contains(OptionalInt.of(2));
        assertThat(test.conversation().getFirst().expected().calls())
                .containsExactly(new ExpectedReply.Call("opening_hours", Map.of("day", "Monday")));
        assertThat(test.expected().endedBy()).contains(EndedBy.CALLER);
        assertThat(test.expected().replyP95()).contains(Duration.ofMillis(1_800));
        assertThat(test.expected().reply().says()).containsExactly("8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {nme: a, conversation: [{say: Hi}]}                                        | did you mean name
            {conversation: [{say: Hi}]}                                                | name is needed
            {name: a, conversation: []}                                                | must have 1 to 40 entries
            {name: a, conversation: [{say: Hi, silence: 5}]}                           | a step has one of the keys
            {name: a, conversation: [{expect: {says: x}}]}                             | a step has one of the keys
            {name: a, conversation: [{say: "..."}]}                                    | must look like When are you open?
            {name: a, conversation: [{press: "5x"}]}                                   | must look like 12#
            {name: a, conversation: [{say: Hi, expect: {matches: "(("}}]}              | is no regular expression
            {name: a, conversation: [{say: Hi, expect: {calls: [{tool: look_up}]}}]}   | is no tool of this persona
            {name: a, mocks: {look_up: {answer: x}}, conversation: [{say: Hi}]}        | did you mean look_up_order
            {name: a, inputs: {custmer: Jane}, conversation: [{say: Hi}]}              | did you mean customer
            {name: a, inputs: {weekday: someday}, conversation: [{say: Hi}]}           | must be an English weekday
            {name: a, inputs: {date: 5/1}, conversation: [{say: Hi}]}                  | must be a date
            {name: a, mode: video, conversation: [{say: Hi}]}                          | one of both, text, voice
            {name: a, runs: 21, conversation: [{say: Hi}]}                             | from 1 to 20
            """)
    void whatIsWrongIsNamedWithItsLine(String test, String reason) {
        assertThat(reading("- {name: fine, conversation: [{say: Hi}]}\n- " + test)
                        .findings())
                .anySatisfy(finding -> {
                    assertThat(finding.line()).isEqualTo(9);
                    assertThat(finding.path()).startsWith("parley.tests.1");
                    assertThat(finding.message()).contains(reason);
                });
    }

    @Test
    void twoTestsOfOneNameAreAFault() {
        assertThat(reading("- {name: a, conversation: [{say: Hi}]}\n- {name: a, conversation: [{say: Hi}]}")
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("the name of another test"));
    }

    private static PersonaTest only(String tests) {
        var reading = reading(tests);
        assertThat(reading.findings()).isEmpty();
        var all = reading.persona().orElseThrow().tests();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Reading reading(String tests) {
        var text =
                "---\nname: a\ninputs:\n  - {name: customer, default: guest}\nparley:\n  tools: [opening_hours, look_up_order, end_call]\n"
                        + "  tests:\n" + tests.indent(4) + "---\nHello";
        return new PromptyFormat(TOOLS, References.of(Path.of("prompty"))).read(new PersonaId("a"), text);
    }
}
