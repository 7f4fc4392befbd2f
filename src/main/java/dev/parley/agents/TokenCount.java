package dev.parley.agents;

/** How many tokens a text costs a model; counted here, no service is asked. Thread-safe. */
public interface TokenCount {
    /** By the encoding of the models of the day; others differ by a few in a hundred. */
    int of(String text);
}
