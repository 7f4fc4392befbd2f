package dev.parley.emulator.cosmos.items;

import dev.parley.emulator.cosmos.store.Document;
import dev.parley.emulator.cosmos.wire.Refusal;
import java.util.Optional;

/**
 * Under which conditions a write is to happen.
 *
 * @param ifMatch etag of the version to be changed, or an asterisk
 */
record Conditions(Optional<String> ifMatch) {
    static final Conditions NONE = new Conditions(Optional.empty());

    void check(Document present) {
        boolean met = ifMatch.map(etag -> etag.equals("*") || etag.equals(present.etag()))
                .orElse(true);
        if (!met) {
            throw Refusal.preconditionFailed();
        }
    }
}
