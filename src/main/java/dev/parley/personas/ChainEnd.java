package dev.parley.personas;

/**
 * The last entry of a chain.
 *
 * @param number of it, from 1; 0: there is none
 * @param link its hash; empty: there is none
 */
public record ChainEnd(long number, String link) {
    public static final ChainEnd NONE = new ChainEnd(0, "");
}
