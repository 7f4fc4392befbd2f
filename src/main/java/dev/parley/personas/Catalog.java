package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What spans personas, in one document, so that it changes as a whole.
 *
 * @param byDefault who answers where nothing else is said; empty only as long as there is no persona
 * @param numbers called number (E.164) to persona
 * @param handOffs who may hand a caller to whom, by what is published or is just being published
 * @param leaving personas that are being deleted, and since when: nobody may begin to refer to them
 * @param audit end of the chain of deeds
 * @param version of the document in the store; empty: not stored yet
 */
public record Catalog(
        Optional<PersonaId> byDefault,
        Map<String, PersonaId> numbers,
        Map<PersonaId, Set<PersonaId>> handOffs,
        Map<PersonaId, Instant> leaving,
        ChainEnd audit,
        String version) {
    public static final Catalog EMPTY = new Catalog(Optional.empty(), Map.of(), Map.of(), Map.of(), ChainEnd.NONE, "");

    public Catalog {
        numbers = Map.copyOf(numbers);
        handOffs = Map.copyOf(handOffs);
        leaving = Map.copyOf(leaving);
    }

    Catalog withDefault(PersonaId id) {
        return new Catalog(Optional.of(id), numbers, handOffs, leaving, audit, version);
    }

    Catalog withNumbers(Map<String, PersonaId> others) {
        return new Catalog(byDefault, others, handOffs, leaving, audit, version);
    }

    Catalog withHandOffs(PersonaId id, Set<PersonaId> to) {
        var all = new HashMap<>(handOffs);
        if (to.isEmpty()) {
            all.remove(id);
        } else {
            all.put(id, Set.copyOf(to));
        }
        return new Catalog(byDefault, numbers, all, leaving, audit, version);
    }

    Catalog withLeaving(PersonaId id, Instant since) {
        var all = new HashMap<>(leaving);
        all.put(id, since);
        return new Catalog(byDefault, numbers, handOffs, all, audit, version);
    }

    Catalog withoutLeaving(PersonaId id) {
        var all = new HashMap<>(leaving);
        all.remove(id);
        return new Catalog(byDefault, numbers, handOffs, all, audit, version);
    }

    Catalog withAudit(ChainEnd end) {
        return new Catalog(byDefault, numbers, handOffs, leaving, end, version);
    }

    /** Numbers stay out of logs. */
    @Override
    public String toString() {
        return "Catalog[" + byDefault + "]";
    }
}
