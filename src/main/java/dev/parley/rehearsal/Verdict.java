package dev.parley.rehearsal;

import java.util.OptionalInt;

/**
 * Whether one expectation came true.
 *
 * @param step the caller's act that it belongs to, from 1; empty: the whole call
 * @param expectation in plain words
 * @param passed whether it did
 * @param reason in plain words, what was found instead; may quote what was said
 */
public record Verdict(OptionalInt step, String expectation, boolean passed, String reason) {
    @Override
    public String toString() {
        return "Verdict[step=" + step + ", passed=" + passed + "]";
    }
}
