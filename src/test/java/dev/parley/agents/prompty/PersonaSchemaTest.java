package dev.parley.agents.prompty;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat.Reading;
import dev.parley.agents.PersonaId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The schema says what is: its defaults are what a persona gets, and each of its keys changes one. */
class PersonaSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PromptyFormat FORMAT =
            new PromptyFormat(List.of("end_call"), References.of(Path.of("prompty")));

    /** What an empty persona has where the schema states a default. */
    private static final Map<String, Function<Persona, Object>> HAS = Map.ofEntries(
            entry("parley.pipeline", persona -> persona.pipeline().name().toLowerCase(Locale.ROOT)),
            entry(
                    "parley.greeting.interruptible",
                    persona -> persona.turns().interruption().greeting()),
            entry("parley.language", persona -> persona.language().toLanguageTag()),
            entry("parley.voice.name", persona -> persona.voice().name()),
            entry("parley.voice.streamed", persona -> persona.voice().streamed()),
            entry("parley.voice.phraseList", persona -> persona.voice().phrases()),
            entry("parley.tools", Persona::tools),
            entry("parley.model.fallbacks", persona -> persona.model().backup().deployments()),
            entry("parley.model.hedges", persona -> persona.model().backup().hedges()),
            entry("parley.turns.endOfSpeechMs", persona ->
                    (int) persona.turns().endOfSpeech().toMillis()),
            entry(
                    "parley.turns.endOfTurn",
                    persona -> persona.endOfTurn().by().name().toLowerCase()),
            entry(
                    "parley.turns.patience",
                    persona -> persona.endOfTurn().listening().toMillis() == 1_300 ? "normal" : ""),
            entry("parley.turns.finalWaitMs", persona ->
                    (int) persona.endOfTurn().finalWait().toMillis()),
            entry("parley.turns.guesses", persona -> persona.endOfTurn().guesses()),
            entry(
                    "parley.turns.interruptible",
                    persona -> persona.turns().interruption().by() != Persona.InterruptBy.NEVER),
            entry("parley.turns.openers", persona -> persona.turns().openers().phrases()),
            entry(
                    "parley.turns.openerAfterMs",
                    persona -> withOpener().turns().openers().after().toMillisPart()),
            entry("parley.interruption.by", persona -> persona.turns()
                    .interruption()
                    .by()
                    .name()
                    .toLowerCase()
                    .replace('_', '-')),
            entry(
                    "parley.interruption.words",
                    persona -> persona.turns().interruption().words()),
            entry("parley.interruption.speechMs", persona ->
                    (int) persona.turns().interruption().speech().toMillis()),
            entry(
                    "parley.interruption.keywords",
                    persona -> persona.turns().interruption().keywords()),
            entry(
                    "parley.interruption.resume",
                    persona -> persona.turns().interruption().resume()),
            entry("parley.silence.afterMs", persona ->
                    (int) persona.silence().after().toMillis()),
            entry("parley.silence.prompts", persona -> persona.silence().prompts()),
            entry("parley.silence.goodbye", persona -> persona.silence().goodbye()),
            entry("parley.limits.callSeconds", persona ->
                    (int) persona.limits().call().toSeconds()),
            entry("parley.limits.callGoodbye", persona -> persona.limits().callGoodbye()),
            entry("parley.limits.firstTokenMs", persona ->
                    (int) persona.limits().firstToken().toMillis()),
            entry("parley.limits.fillerAfterMs", persona ->
                    (int) persona.limits().fillerAfter().toMillis()),
            entry("parley.limits.apology", persona -> persona.limits().apology()),
            entry("parley.handOffs", Persona::handOffs),
            entry("parley.transferTargets", Persona::transferTargets),
            entry("parley.recording.on", persona -> persona.privacy().recorded()),
            entry("parley.redaction", persona -> persona.privacy().redacted()),
            entry("parley.canary.percent", persona -> persona.canary().percent()),
            entry("parley.canary.numbers", persona -> persona.canary().numbers()),
            entry("parley.canary.abortMargin", persona -> persona.canary().abortMargin()),
            entry("parley.canary.minCalls", persona -> persona.canary().minCalls()),
            entry("parley.tests", Persona::tests));

    /** What a key needs beside it to have an effect. */
    private static final Map<String, Map<String, Object>> BESIDE = Map.of(
            "parley.greeting.interruptible", Map.of("greeting", Map.of("text", "Hi")),
            "parley.language", Map.of("voice", "en-GB-SoniaNeural"),
            "parley.interruption.keywords", Map.of("interruption", Map.of("by", "keyword", "keywords", List.of("x"))),
            "parley.turns.openerAfterMs", Map.of("turns", Map.of("openers", List.of("Sure."))));

    @Test
    void itIsAValidSchema() {
        var meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(FORMAT.schema(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void itsDefaultsAreWhatAPersonaGets() {
        var defaults = new LinkedHashMap<>(PersonaSchema.ofParley().defaults());
        defaults.keySet().removeIf(path -> path.contains("*"));
        var persona = FORMAT.read(new PersonaId("a"), "Be brief.").persona().orElseThrow();
        var actual = new LinkedHashMap<String, Object>();
        defaults.keySet().forEach(path -> actual.put(path, HAS.get(path).apply(persona)));

        assertThat(actual).isEqualTo(defaults);
        assertThat(defaults).containsOnlyKeys(HAS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> eachOfItsKeysChangesThePersona() throws IOException {
        return leaves().entrySet().stream()
                .filter(leaf -> !List.of("parley.pipeline", "parley.tests").contains(leaf.getKey()))
                .map(leaf -> dynamicTest(leaf.getKey(), () -> {
                    var beside = BESIDE.getOrDefault(leaf.getKey(), Map.of());
                    var example = JSON.convertValue(leaf.getValue().at("/examples/0"), Object.class);
                    var changed = with(
                            beside,
                            List.of(leaf.getKey().split("\\."))
                                    .subList(1, leaf.getKey().split("\\.").length),
                            example);

                    assertThat(persona(changed))
                            .usingRecursiveComparison()
                            .ignoringFields("prompt", "revision")
                            .isNotEqualTo(persona(beside));
                }));
    }

    @Test
    void realtimeNeedsAVoiceOfItsModel() {
        assertThat(read(Map.of("pipeline", "realtime", "voice", "en-US-AvaMultilingualNeural"))
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("marin"));
        assertThat(read(Map.of("pipeline", "realtime", "voice", "marin")).persona())
                .hasValueSatisfying(persona -> assertThat(persona.pipeline()).isEqualTo(Persona.Pipeline.REALTIME));
    }

    @Test
    void realtimeWarnsOfWhatHasNoEffect() {
        assertThat(read(Map.of(
                                "pipeline",
                                "realtime",
                                "voice",
                                Map.of("name", "cedar", "rate", "+5%"),
                                "model",
                                Map.of("fallbacks", List.of("other"))))
                        .findings())
                .extracting(finding -> finding.severity() + " " + finding.message())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding).startsWith("WARNING").contains("no effect"));
    }

    /** Keys under {@code parley} that hold a value, by path. */
    static Map<String, JsonNode> leaves() throws IOException {
        var root = JSON.readTree(FORMAT.schema());
        var leaves = new LinkedHashMap<String, JsonNode>();
        collect(root.at("/$defs/parley"), "parley", leaves);
        return leaves;
    }

    private static void collect(JsonNode node, String path, Map<String, JsonNode> leaves) {
        node.path("properties").properties().forEach(entry -> {
            var at = path + "." + entry.getKey();
            if (!entry.getValue().path("type").asText().equals("object")) {
                leaves.put(at, entry.getValue());
            }
            collect(entry.getValue(), at, leaves);
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(Map<String, Object> map, List<String> path, Object value) {
        var result = new LinkedHashMap<>(map);
        var inner = (Map<String, Object>) (result.get(path.get(0)) instanceof Map<?, ?> group ? group : Map.of());
        result.put(path.get(0), path.size() == 1 ? value : with(inner, path.subList(1, path.size()), value));
        return result;
    }

    private static Persona withOpener() {
        return persona(Map.of("turns", Map.of("openers", List.of("Sure."))));
    }

    private static Persona persona(Map<String, Object> parley) {
        var reading = read(parley);
        assertThat(reading.persona()).as(reading.findings().toString()).isPresent();
        return reading.persona().orElseThrow();
    }

    private static Reading read(Map<String, Object> parley) {
        try {
            var front = JSON.writeValueAsString(Map.of("parley", parley));
            return FORMAT.read(new PersonaId("a"), "---\n" + front + "\n---\nBe brief.");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
