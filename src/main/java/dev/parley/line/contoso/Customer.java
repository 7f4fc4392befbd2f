package dev.parley.line.contoso;

import java.util.List;

/**
 * Who is there.
 *
 * @param name one line, for the persona's prompt
 * @param wishes names of the settings of turn detection that came with it
 */
record Customer(String name, List<String> wishes) {
    /** Whom the earlier server took a visitor for who did not say. */
    private static final String NOBODY = "customer";

    private static final int LONGEST_NAME = 100;

    Customer {
        wishes = List.copyOf(wishes);
    }

    /**
     * @param payload of the first {@code user} frame
     * @throws MalformedFrame if it is no JSON object or the name is no text, or too long
     */
    static Customer of(String payload) {
        var json = ContosoDecoder.object(payload);
        var wishes = List.of("threshold", "silence", "prefix").stream()
                .filter(json::containsKey)
                .toList();
        // one line: a prompt's value must not look like a part of the prompt
        var name = ContosoDecoder.text(json, "user", LONGEST_NAME)
                .map(text ->
                        text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip())
                .filter(text -> !text.isEmpty())
                .orElse(NOBODY);
        return new Customer(name, wishes);
    }

    @Override
    public String toString() {
        return "Customer" + wishes;
    }
}
