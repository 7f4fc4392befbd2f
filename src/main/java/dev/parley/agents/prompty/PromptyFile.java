package dev.parley.agents.prompty;

import java.util.Map;

/**
 * A prompty file, read and brought to dialect C: what the format itself says, before our keys are looked at.
 *
 * @param written front matter in its own dialect, references filled in
 * @param properties the same normalised, with {@code kind} and {@code instructions} as the format's own loaders add them
 * @param findings so far
 * @param body template text, without surrounding line ends
 * @param bodyLine line of the file at which the body's text begins
 */
record PromptyFile(
        Map<String, Object> written, Map<String, Object> properties, Findings findings, String body, int bodyLine) {
    /** @throws FaultyFile when it cannot be told what is front matter and what is body */
    static PromptyFile parse(String text, References references) {
        var parts = PromptyText.split(text);
        var findings = new Findings(FrontMatter.parse(parts.frontMatter(), parts.frontMatterLine()));
        var body = parts.body().strip();
        var before = parts.body().substring(0, body.isEmpty() ? 0 : parts.body().indexOf(body));
        var bodyLine =
                parts.bodyLine() + (int) before.chars().filter(c -> c == '\n').count();
        var written = references.resolve(findings);
        return new PromptyFile(written, Dialects.normalised(written, body), findings, body, bodyLine);
    }

    /** @param defaults by path */
    Section root(Map<String, Object> defaults) {
        return Section.root(properties, defaults, findings);
    }

    /** Without defaults, and with what is wrong. */
    Section rootAsWritten() {
        return Section.root(properties, Map.of(), new Findings(findings.source()));
    }

    /** The connection may hold a key. */
    @Override
    public String toString() {
        return "PromptyFile" + properties.keySet();
    }
}
