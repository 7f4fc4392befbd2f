package dev.parley.agents.prompty;

import java.util.Map;

/**
 * A prompty file, read and brought to dialect C: what the format itself says, before our keys are looked at.
 *
 * @param properties normalised front matter, with {@code kind} and {@code instructions} as the format's own loaders add them
 * @param source lines of the front matter
 * @param body template text, without surrounding line ends
 * @param bodyLine line of the file at which the body's text begins
 */
record PromptyFile(Map<String, Object> properties, FrontMatter source, String body, int bodyLine) {
    /** @throws FaultyFile when it cannot be read so far */
    static PromptyFile parse(String text, References references) {
        var parts = PromptyText.split(text);
        var front = FrontMatter.parse(parts.frontMatter(), parts.frontMatterLine());
        var body = parts.body().strip();
        var before = parts.body().substring(0, body.isEmpty() ? 0 : parts.body().indexOf(body));
        var bodyLine =
                parts.bodyLine() + (int) before.chars().filter(c -> c == '\n').count();
        return new PromptyFile(Dialects.normalised(references.resolve(front), body), front, body, bodyLine);
    }

    Section root() {
        return Section.root(properties, source);
    }

    /** The connection may hold a key. */
    @Override
    public String toString() {
        return "PromptyFile" + properties.keySet();
    }
}
