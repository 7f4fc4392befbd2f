package dev.parley.agents.prompty;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaId;
import dev.parley.agents.PromptNotRendered;
import dev.parley.agents.Tools;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Personas as prompty files. Immutable. */
@ApplicationScoped
public class PromptyFormat implements PersonaFormat {
    private final PersonaSchema schema;
    private final PersonaReader reader;
    private final References references;

    /** For the container's proxy. */
    protected PromptyFormat() {
        this.schema = null;
        this.reader = null;
        this.references = null;
    }

    @Inject
    public PromptyFormat(Settings settings, Tools tools) {
        this(tools.names(), References.of(settings.personas().directory()));
    }

    PromptyFormat(Collection<String> tools, References references) {
        this.schema = PersonaSchema.ofParley();
        this.reader = new PersonaReader(tools, schema.defaults());
        this.references = references;
    }

    @Override
    public Reading read(PersonaId id, String text) {
        var attempt = attempt(id, text);
        var errors = attempt.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return new Reading(
                attempt.result().flatMap(PersonaReader.Result::persona).filter(persona -> !errors),
                attempt.summary(),
                attempt.findings());
    }

    @Override
    public Preview preview(PersonaId id, String text, Map<String, Object> values) {
        var attempt = attempt(id, text);
        var findings = new ArrayList<>(attempt.findings());
        var prompt = attempt.result().flatMap(PersonaReader.Result::prompt);
        var messages = new ArrayList<ChatMessage>();
        Optional<String> greeting = Optional.empty();
        if (prompt.isPresent()) {
            try {
                var shown = withNamesOfTheCall(values);
                messages.addAll(prompt.get().render(shown));
                greeting = prompt.get().greeting(shown);
            } catch (PromptNotRendered e) {
                findings.add(new Finding(Severity.ERROR, 0, 0, "inputs", e.getMessage()));
            }
        }
        return new Preview(messages, greeting, prompt.map(PromptyPrompt::inputs).orElse(List.of()), findings);
    }

    @Override
    public String with(String text, String key, String value) {
        return FrontMatterEdit.with(text, key, value);
    }

    @Override
    public Optional<String> value(String text, String key) {
        return FrontMatterEdit.value(text, key);
    }

    @Override
    public String schema() {
        return schema.text();
    }

    /** A text as far as it could be read. */
    private record Attempt(Optional<PersonaReader.Result> result, Summary summary, List<Finding> findings) {
        static Attempt failed(int line, int column, String reason) {
            return new Attempt(
                    Optional.empty(), Summary.NOTHING, List.of(new Finding(Severity.ERROR, line, column, "", reason)));
        }
    }

    private Attempt attempt(PersonaId id, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_TEXT) {
            return Attempt.failed(0, 0, "the text is larger than " + LARGEST_TEXT / 1024 + " KB");
        }
        try {
            var file = PromptyFile.parse(text, references);
            schema.check(file.written(), file.findings());
            var result = reader.read(id, revision(bytes), file);
            return new Attempt(
                    Optional.of(result),
                    SummaryReader.read(file),
                    file.findings().inOrder());
        } catch (FaultyFile e) {
            return Attempt.failed(e.line(), e.column(), e.getMessage());
        }
    }

    private static Map<String, Object> withNamesOfTheCall(Map<String, Object> values) {
        var result = new LinkedHashMap<String, Object>();
        PromptyInputs.OF_THE_CALL.forEach(name -> result.put(name, name));
        result.putAll(values);
        return result;
    }

    private static String revision(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
