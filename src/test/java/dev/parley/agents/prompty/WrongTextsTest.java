package dev.parley.agents.prompty;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.agents.PersonaId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a text is told at once, with line and column; no text takes the server's memory, time or secrets. */
class WrongTextsTest {
    private static final PersonaId ID = new PersonaId("one");

    @TempDir
    Path folder;

    @Test
    void allThatIsWrongIsToldAtOnceInTheOrderOfTheText() {
        var findings = findings(
                """
                ---
                name: a
                parley:
                  greting: Hi
                  turns: {guesses: 11, patince: quick}
                  silence:
                    afterMs: soon
                  tools: [look_up_ordr]
                  recording: {on: true}
                ---
                Hello {{ calerNumber }} and {{ who }}.
                """);

        assertThat(findings)
                .extracting(
                        found -> found.line() + ":" + found.column() + " " + found.severity() + " " + found.message())
                .containsExactly(
                        "4:3 ERROR unknown key parley.greting; did you mean greeting?",
                        "5:11 ERROR parley.turns.guesses must be a whole number from 0 to 10",
                        "5:24 ERROR unknown key parley.turns.patince; did you mean patience?",
                        "7:5 ERROR parley.silence.afterMs must be a whole number from 2000 to 120000",
                        "8:11 ERROR unknown tool look_up_ordr; did you mean look_up_order?",
                        "9:3 WARNING parley.recording has no effect yet: calls are not recorded",
                        "11:7 ERROR variable 'calerNumber' is neither declared under inputs nor given by the call",
                        "11:29 ERROR variable 'who' is neither declared under inputs nor given by the call");
    }

    @Test
    void aWarningKeepsNoPersonaFromBeing() {
        var reading =
                format().read(ID, "---\nparley: {redaction: [names], handOffs: [{to: two, when: asked}]}\n---\nHello");

        assertThat(reading.persona()).isPresent();
        assertThat(reading.findings()).extracting(Finding::severity).containsOnly(Severity.WARNING);
        assertThat(reading.summary().handOffs()).containsExactly(new PersonaId("two"));
    }

    @Test
    void turnsThatEndByMeaningNeedAModelThatHears() {
        var text = "---\nname: a\nparley:\n  turns: {endOfTurn: meaning}\n%s---\nHello";

        assertThat(findings(text.formatted("")))
                .extracting(Finding::severity, Finding::line, Finding::path)
                .containsExactly(tuple(Severity.WARNING, 4, "parley.turns.endOfTurn"));
        assertThat(findings(text.formatted("  pipeline: realtime\n  voice: marin\n")))
                .isEmpty();
    }

    @Test
    void brokenYamlIsToldWithLineAndColumn() {
        assertThat(findings("---\nname: a\nparley: {greeting: Hi\n---\nHello"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.line()).isEqualTo(3);
                    assertThat(found.column()).isEqualTo(22);
                    assertThat(found.message()).startsWith("invalid frontmatter: ");
                });
    }

    @Test
    void whatCanBeToldOfAFaultyTextIsTold() {
        var summary = format().read(
                        ID,
                        "---\nid: old-id\nname: desk\ndisplayName: The Desk\ndescription: Helps.\nmetadata: {tags: [a, b]}\n"
                                + "parley: {tools: [end_call, nothing], guesses: 1}\n---\nHello")
                .summary();

        assertThat(summary)
                .isEqualTo(new PersonaFormat.Summary(
                        Optional.of("old-id"),
                        "The Desk",
                        "Helps.",
                        List.of("a", "b"),
                        List.of(),
                        List.of("end_call", "nothing")));
    }

    @Test
    void aBodyOfFiveMegabytesIsRefusedUnread() {
        assertThat(findings("x".repeat(5 * 1024 * 1024)))
                .extracting(Finding::message)
                .containsExactly("the text is larger than 256 KB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]",
                "a: &a {b: *a}",
                "a: &a [*a]",
                "parley: &a {tools: *a}",
                "<<: &a [*a]",
                "a: .nan\nb: -.inf\nparley: {turns: {guesses: .nan}}",
                "parley: {turns: {guesses: 99999999999999999999999999999999999999}}",
                "? [a, b]\n: c",
                "parley: {? {a: b} : c}",
                "parley: !!java.net.URL [\"http://example.com\"]",
                "parley: 5",
                "parley: [1]",
                "model: 5\ninputs: 5\ntools: 5\ntemplate: 5\nmetadata: 5",
                "inputs: [1, [2], {3: 4}]\ntools: [[1], 2]",
                "parley: {tools: {a: b}, greeting: [1], voice: 3, silence: [], limits: x, tests: {a: 1}}",
                "parley: {tests: [1, [2], {name: 5}, {name: a, conversation: [1, {say: [x]}]}], handOffs: [1, {to: A B}]}",
                "parley: {language: xx, languages: [1], canary: {percent: x, numbers: [1]}, voice: {lexicon: 'file:///etc'}}",
                "parley: {language: ''}\nname: ''",
            })
    void noFrontMatterBreaksTheReader(String yaml) {
        assertTimeoutPreemptively(ofSeconds(10), () -> {
            var reading = format().read(ID, "---\n" + yaml + "\n---\nHello");
            assertThat(reading.persona().isPresent())
                    .isEqualTo(reading.findings().stream().noneMatch(found -> found.severity() == Severity.ERROR));
        });
    }

    @Test
    void aliasesOfAliasesFillNoMemory() {
        var laughs = new StringBuilder("a0: &a0 [" + "x,".repeat(2_000) + "x]\n");
        for (int i = 1; i <= 10; i++) {
            laughs.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThat(findings("---\n" + laughs + "---\nHello"))
                .extracting(Finding::message)
                .containsExactly("invalid frontmatter: it is too large once its aliases are written out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void deepNestingOverflowsNoStack(String opening) {
        assertThat(findings(
                        "---\nname: " + (opening.equals("- ") ? "\n  " : "") + opening.repeat(20_000) + "\n---\nHello"))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("nested more than 40 deep"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in range(999) %}{% for b in range(999) %}{% if a %}{% endif %}{% endfor %}{% endfor %}",
                "{% set a = 'xxxxxxxxxx' %}{% for i in range(999) %}{% set a = a ~ a %}{{ a }}{% endfor %}",
                "{{ 'x'|center(2000000000) }}",
                "{{ weekday|render }}",
                "{{ '{\"a\": 1}'|fromjson }}",
                "{{ '&a [*a]'|fromyaml }}",
                "{{ 1|round(2000000000) }}",
                "{{ '%2000000000d'|format(1) }}",
            })
    void noTemplateRunsForever(String body) {
        assertTimeoutPreemptively(ofSeconds(20), () -> assertThat(findings("---\nname: a\n---\n" + body))
                .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "{{",
                "{%",
                "{#",
                "{{ '",
                "#",
                "[",
                "user",
                "{% if x %}",
                "{{#a}}",
                "\\",
                "a:\n",
                "---\n",
                "\n"
            })
    void noOddBodyTakesLong(String piece) {
        var body = piece.repeat(200_000 / piece.length());

        for (var template : List.of("jinja2", "mustache")) {
            assertTimeoutPreemptively(ofSeconds(10), () -> assertThat(
                            format().read(ID, "---\ntemplate: " + template + "\n---\nx\n" + body + "x"))
                    .isNotNull());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%d: 1\n", "parley%d: 1\n", "? a%d\n", "# %d\n"})
    void noLongFrontMatterTakesLong(String line) {
        var yaml = new StringBuilder("parley:\n");
        for (int i = 0; yaml.length() < 200_000; i++) {
            yaml.append("  ").append(String.format(line, i));
        }

        assertTimeoutPreemptively(ofSeconds(10), () -> assertThat(findings("---\n" + yaml + "---\nHello"))
                .hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void aLongKeyMakesNoLongMessage() {
        assertThat(findings("---\nparley: {" + "k".repeat(900) + ": 1}\n---\nHello"))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).hasSizeLessThan(600));
    }

    @Test
    void wrongItemsBeyondTheHundredthBreakNothing() {
        var reading = format().read(
                        ID, "---\nparley:\n" + manyUnknownKeys() + "  handOffs: [{to: A B, when: x}]\n---\nHello");

        assertThat(reading.findings()).hasSize(100);
        assertThat(reading.persona()).isEmpty();
    }

    private static String manyUnknownKeys() {
        var keys = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            keys.append("  x").append(i).append(": 1\n");
        }
        return keys.toString();
    }

    @Test
    void mustacheSectionsInSectionsEndToo() {
        var text = "---\ntemplate: mustache\ninputs:\n  - {name: l, default: [" + "1,".repeat(900) + "1]}\n---\n"
                + "Hello{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}";

        assertTimeoutPreemptively(ofSeconds(10), () -> assertThat(findings(text))
                .extracting(Finding::message)
                .containsExactly("template: more than 100000 steps"));
    }

    @Test
    void bracketsInBracketsTakeNoTime() {
        var bearable = "{{ " + "(".repeat(10) + "1" + ")".repeat(10) + " }}";
        var tooMany = "{{ " + "(".repeat(30) + "1" + ")".repeat(30) + " }}";

        assertTimeoutPreemptively(ofSeconds(5), () -> {
            assertThat(findings(bearable)).isEmpty();
            assertThat(findings(tooMany)).singleElement().satisfies(found -> assertThat(found.message())
                    .contains("too many brackets"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jinja2|{% if 1 %}|{% endif %}", "jinja2|{{ (|) }}", "mustache|{{#a}}|{{/a}}"})
    void deepTemplatesOverflowNoStack(String form) {
        var parts = form.split("\\|");
        var open = parts[1].equals("{{ (") ? "{{ " + "(".repeat(20_000) : parts[1].repeat(9_000);
        var close = parts[1].equals("{{ (") ? ")".repeat(20_000) + " }}" : parts[2].repeat(9_000);
        var text = "---\ntemplate: " + parts[0] + "\ninputs: [{name: a, default: true}]\n---\nHello" + open + close;

        assertTimeoutPreemptively(
                ofSeconds(20),
                () -> assertThat(format().read(ID, text).summary()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:HOME}",
                "${ENV:PATH}",
                "${env:AZURE_OPENAI_API_KEY:x}",
                "${env:parley_x}",
                "${env: PARLEY_X}",
                "${file:../outside.txt}",
                "${file:sub/../../outside.txt}",
                "${file:/etc/passwd}",
                "${file:link.txt}",
                "${file:linked/outside.txt}",
                "${file:.}",
                "${file:\u0000}",
                "${file:nothing.txt}",
            })
    void noReferenceReachesOutOfTheFolderOrTheEnvironment(String reference) throws IOException {
        var outside = Files.createDirectories(folder.resolve("outer"));
        var inside = Files.createDirectories(outside.resolve("personas/sub"));
        Files.writeString(outside.resolve("outside.txt"), "secret");
        Files.createSymbolicLink(inside.resolveSibling("link.txt"), outside.resolve("outside.txt"));
        Files.createSymbolicLink(inside.resolveSibling("linked"), outside);
        var format = new PromptyFormat(List.of(), References.of(inside.getParent()));

        var reading =
                format.read(ID, "---\nparley:\n  greeting: \"" + reference.replace("\u0000", "\\0") + "\"\n---\nHello");

        assertThat(reading.persona()).isEmpty();
        assertThat(reading.findings()).hasSize(1).first().satisfies(found -> {
            assertThat(found.line()).isEqualTo(3);
            assertThat(found.column()).isEqualTo(3);
            assertThat(found.message()).doesNotContain("secret");
        });
    }

    @Test
    void aFileThatIncludesItselfEnds() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"text\": \"${file:a.json}\"}");

        assertThat(findings("---\nparley:\n  greeting: ${file:a.json}\n---\nHello"))
                .extracting(Finding::message)
                .contains("more than 20 files are included");
    }

    @Test
    void aReferenceInsideTextStaysText() {
        var preview = format().preview(ID, "---\nparley: {greeting: 'Hi ${env:HOME}'}\n---\nAt ${file:x}.", Map.of());

        assertThat(preview.greeting()).contains("Hi ${env:HOME}");
        assertThat(preview.findings()).isEmpty();
    }

    @Test
    void aMessageRepeatsNoValue() {
        var findings = findings(
                """
                ---
                name: a
                model: {id: gpt-4o, connection: {apiKey: s3cret}, options: {temperature: s3cret}}
                parley:
                  language: s3cret
                  turns: {guesses: s3cret, patience: s3cret}
                  limits: {onFailure: {transferTo: s3cret}}
                ---
                Hello {{ 's3cret'|nosuchfilter }}
                """);

        assertThat(findings).hasSizeGreaterThan(4).allSatisfy(found -> assertThat(found.message())
                .doesNotContain("s3cret"));
    }

    private List<Finding> findings(String text) {
        return format().read(ID, text).findings();
    }

    private PromptyFormat format() {
        return new PromptyFormat(List.of("look_up_order", "end_call"), References.of(folder));
    }
}
