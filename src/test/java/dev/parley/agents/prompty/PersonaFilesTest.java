package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a persona file may say, and how a wrong one is reported. */
class PersonaFilesTest {
    private static final Map<String, Object> CALL = Map.of(
            "callerNumber",
            "+15550100",
            "calledNumber",
            "+15550101",
            "date",
            "1 May",
            "time",
            "9:30",
            "weekday",
            "Friday");

    @TempDir
    Path folder;

    @Test
    void aBodyAloneIsAPersonaWithDefaults() {
        var persona = only("Be brief. It is {{ weekday }}.");

        assertThat(persona.id()).isEqualTo(new PersonaId("one"));
        assertThat(persona.language()).isEqualTo(Locale.US);
        assertThat(persona.greeting()).isEmpty();
        assertThat(persona.turns().endOfSpeech()).isEqualTo(Duration.ofMillis(600));
        assertThat(persona.silence().prompts()).hasSize(2);
        assertThat(persona.prompt().render(CALL))
                .containsExactly(new ChatMessage.Instructions("Be brief. It is Friday."));
    }

    @Test
    void openersAreShortPhrases() {
        var turns =
                only("---\nname: a\nparley:\n  turns: {openers: [Sure., Let me see.], openerAfterMs: 250}\n---\nHello")
                        .turns();

        assertThat(turns.openers().phrases()).containsExactly("Sure.", "Let me see.");
        assertThat(turns.openers().after()).isEqualTo(Duration.ofMillis(250));
        assertThat(only("Be brief.").turns().openers().phrases()).isEmpty();
    }

    @Test
    void aFinalBehindALongPauseIsWaitedForUnlessThePersonaSaysOtherwise() {
        assertThat(finalWait("{endOfSpeechMs: 300}")).isEqualTo(2_500);
        assertThat(finalWait("{endOfSpeechMs: 4000}")).isEqualTo(5_900);
        assertThat(finalWait("{endOfSpeechMs: 4000, finalWaitMs: 800}")).isEqualTo(800);
    }

    private long finalWait(String turns) {
        return only("---\nname: a\nparley:\n  turns: " + turns + "\n---\nsystem:\nAnswer.")
                .endOfTurn()
                .finalWait()
                .toMillis();
    }

    @Test
    void ourKeysMakeTheWholePersona() {
        var persona = only(
                """
                ---
                name: desk
                displayName: The Desk
                model: {id: gpt-4o-mini, options: {temperature: 0.5, topP: 0.9, maxOutputTokens: 200}}
                parley:
                  greeting: Hello, it is {{ weekday }}.
                  language: de-DE
                  voice: {name: de-DE-KatjaNeural, style: calm, rate: "+5%", pitch: "-2%", fallback: de-DE-ConradNeural}
                  model: {fallbacks: [gpt-4o, gpt-35], hedgeAfterMs: 900}
                  tools: [look_up_order]
                  turns:
                    endOfSpeechMs: 700
                    minWordsToInterrupt: 3
                    interruptible: false
                    endOfTurn: sentence
                    patience: patient
                    quietMs: {thinking: 2000}
                    finalWaitMs: 800
                    guesses: 1
                  silence: {afterMs: 5000, prompts: [Hallo?], goodbye: Tschüss.}
                  limits: {callSeconds: 60, callGoodbye: Ende., firstTokenMs: 4000, fillerAfterMs: 900, filler: Moment., apology: Verzeihung.,
                    onFailure: {transferTo: "+4930123456"}}
                ---
                system:
                Answer.
                user:
                Hi
                assistant:
                Yes?
                """);

        assertThat(persona.name()).isEqualTo("The Desk");
        assertThat(persona.greetingFor(CALL)).contains("Hello, it is Friday.");
        assertThat(persona.voice())
                .isEqualTo(new Persona.PersonaVoice(
                        "de-DE-KatjaNeural",
                        Optional.of("calm"),
                        Optional.of("+5%"),
                        Optional.of("-2%"),
                        Optional.of("de-DE-ConradNeural"),
                        true,
                        Optional.empty(),
                        List.of()));
        assertThat(persona.model())
                .isEqualTo(new Persona.ModelSettings(
                        Optional.of("gpt-4o-mini"),
                        Optional.of(0.5),
                        Optional.of(0.9),
                        Optional.of(200),
                        new Persona.Backup(List.of("gpt-4o", "gpt-35"), Optional.of(Duration.ofMillis(900)))));
        assertThat(persona.tools()).containsExactly("look_up_order");
        assertThat(persona.turns()).isEqualTo(new Persona.TurnPolicy(Duration.ofMillis(700), 3, false));
        assertThat(persona.endOfTurn())
                .isEqualTo(new Persona.EndOfTurnPolicy(
                        Persona.EndOfTurnBy.SENTENCE,
                        Duration.ofMillis(2_200),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(2_200),
                        Duration.ofMillis(800),
                        1));
        assertThat(persona.silence())
                .isEqualTo(new Persona.SilencePolicy(Duration.ofSeconds(5), List.of("Hallo?"), "Tschüss."));
        assertThat(persona.limits().filler()).contains("Moment.");
        assertThat(persona.limits().call()).isEqualTo(Duration.ofMinutes(1));
        assertThat(persona.limits().transferTo()).contains("+4930123456");
        assertThat(persona.prompt().render(CALL))
                .containsExactly(
                        new ChatMessage.Instructions("Answer."),
                        new ChatMessage.Caller("Hi"),
                        new ChatMessage.Agent("Yes?", List.of()));
    }

    @Test
    void whatInterruptsIsReadFromAGroupOfItsOwn() {
        var persona = only(
                """
                ---
                name: notice
                parley:
                  greeting: {text: This call is recorded., interruptible: false}
                  interruption: {by: keyword, keywords: [operator], speechMs: 400, backchannels: [roger], resume: false}
                ---
                Be kind.
                """);

        assertThat(persona.greeting()).contains("This call is recorded.");
        assertThat(persona.turns().interruption())
                .isEqualTo(new Persona.InterruptionPolicy(
                        Persona.InterruptBy.KEYWORD,
                        2,
                        Duration.ofMillis(400),
                        List.of("operator"),
                        Optional.of(List.of("roger")),
                        false,
                        false));
    }

    @Test
    void anOlderDialectIsReadAsItsAuthorMeantIt() {
        var persona = only(
                """
                ---
                name: old
                authors: [somebody]
                model:
                  api: chat
                  configuration:
                    type: azure_openai
                    azure_deployment: gpt-4.1
                    azure_endpoint: ${env:AZURE_OPENAI_ENDPOINT}
                  parameters: {max_tokens: 128, temperature: 0.2, top_p: 0.8}
                inputs:
                  topic: {type: string, sample: tea}
                sample: {pot: brown}
                template: jinja2
                ---
                system:
                Talk about {{ topic }} from a {{ pot }} pot.
                """);

        assertThat(persona.model())
                .isEqualTo(new Persona.ModelSettings(
                        Optional.of("gpt-4.1"), Optional.of(0.2), Optional.of(0.8), Optional.of(128)));
        assertThat(persona.prompt().render(CALL))
                .containsExactly(new ChatMessage.Instructions("Talk about tea from a brown pot."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "---\\nname: [broken\\n---\\nHello|2|invalid frontmatter",
                "---\\nname: a\\nname: b\\n---\\nHello|3|duplicate key",
                "---\\nname: a\\nHello|1|never closed",
                "---\\nname: a\\nparley:\\n  tools:\\n    - look_up_ordr\\n---\\nHello|5|unknown tool look_up_ordr; did you mean look_up_order?",
                "---\\nname: a\\nparley:\\n  greting: Hi\\n---\\nHello|4|unknown key parley.greting; did you mean greeting?",
                "---\\nname: a\\nparley:\\n  silence: {after: 3}\\n---\\nHello|4|unknown key parley.silence.after; did you mean afterMs?",
                "---\\nname: a\\ninputs:\\n  - name: account\\n    required: true\\n---\\nHello|5|required input 'account' has no default",
                "---\\nname: a\\n---\\nsystem:\\nHello {{ calerNumber }}.|5|variable 'calerNumber' is neither declared",
                "---\\nname: a\\nparley:\\n  greeting: Hi {{ who }}\\n---\\nHello|4|variable 'who' is neither declared",
                "---\\nname: a\\n---\\nHello\\n{% if weekday %}never ended|5|template: syntax error",
                "---\\nname: a\\n---\\n{% include 'other' %}|4|template",
                "---\\nname: a\\ntemplate: handlebars\\n---\\nHello|3|Invalid template format",
                "---\\nname: a\\nmodel: {apiType: embedding}\\n---\\nHello|3|not with apiType embedding",
                "---\\nname: a\\nmodel:\\n  options: {temperature: 3}\\n---\\nHello|4|model.options.temperature must be a number from 0 to 2",
                "---\\nname: a\\ntools:\\n  - {name: x, kind: mcp}\\n---\\nHello|4|a tool of kind mcp cannot be used",
                "---\\nname: a\\nparley:\\n  language: de-DE\\n---\\nHello|4|is needed",
                "---\\nname: a\\nparley:\\n  greeting: ${env:HOME}\\n---\\nHello|4|'HOME' may not be read",
                "---\\nname: a\\nparley:\\n  greeting: ${file:../secret.txt}\\n---\\nHello|4|outside allowed roots",
                "---\\nname: a\\nparley:\\n  interruption: {by: shouting}\\n---\\nHello|4|parley.interruption.by must be one of any-speech, keyword, min-speech, min-words, never",
                "---\\nname: a\\nparley:\\n  interruption:\\n    word: 2\\n---\\nHello|5|unknown key parley.interruption.word; did you mean words?",
                "---\\nname: a\\nparley:\\n  interruption: {by: keyword}\\n---\\nHello|4|parley.interruption.keywords belong to by: keyword",
                "---\\nname: a\\nparley:\\n  interruption: {by: never}\\n  turns: {interruptible: false}\\n---\\nHello|4|keep one",
                "---\\nname: a\\nparley:\\n  greeting: {interruptible: false}\\n---\\nHello|4|parley.greeting.text is needed",
                "---\\nname: a\\n---\\n|4|the body is empty",
            })
    void aFaultyFileIsReportedWithLineAndReasonAndTheOthersLoad(String text, int line, String reason)
            throws IOException {
        write("faulty", text.replace("\\n", "\n"));
        write("good", "Be kind.");

        var personas = personas();

        assertThat(personas.personas())
                .extracting(persona -> persona.id().value())
                .containsExactly("good");
        assertThat(personas.faults()).first().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("faulty.prompty");
            assertThat(fault.reason()).contains(reason);
            assertThat(fault.line()).as(fault.reason()).isEqualTo(line);
        });
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        var secret = Files.writeString(folder.resolveSibling("outside-" + System.nanoTime() + ".txt"), "secret");
        Files.createSymbolicLink(folder.resolve("inside.txt"), secret);
        write("one", "---\nparley: \n  greeting: ${file:inside.txt}\n---\nHello");

        var faults = personas().faults();

        Files.delete(folder.resolve("inside.txt"));
        assertThat(faults).containsExactly(new Fault("one.prompty", 3, "file 'inside.txt' is outside allowed roots"));
    }

    @Test
    void aMissingFolderIsAFault() {
        var personas = ReadFolder.of(folder.resolve("nowhere"), List.of());

        assertThat(personas.first()).isEmpty();
        assertThat(personas.faults()).hasSize(1);
    }

    @Test
    void equalTextHasAnEqualRevision() throws IOException {
        write("one", "A");
        write("two", "A");
        write("three", "B");
        var personas = personas();

        assertThat(revision(personas, "one"))
                .isEqualTo(revision(personas, "two"))
                .isNotEqualTo(revision(personas, "three"));
    }

    private static String revision(ReadFolder personas, String id) {
        return personas.find(new PersonaId(id)).orElseThrow().revision();
    }

    private Persona only(String text) {
        try {
            write("one", text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var personas = personas();
        assertThat(personas.faults()).isEmpty();
        return personas.first().orElseThrow();
    }

    private ReadFolder personas() {
        return ReadFolder.of(folder, List.of("look_up_order", "end_call"));
    }

    private void write(String id, String text) throws IOException {
        Files.writeString(folder.resolve(id + ".prompty"), text);
    }
}
