package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps personas for all nodes. Methods block until the store has answered, some seconds at most, and throw {@link
 * StoreUnavailable} when it did not. Thread-safe.
 */
public interface PersonaStore {
    /** Makes what the store itself needs where it is missing; repeatable. */
    void prepare();

    /** Everything that counts now, and where to go on from. */
    Everything everything();

    /** What changed behind {@code mark}, in any order; the last state of each. */
    Changes changesSince(String mark);

    /** Straight from the store; gone ones too. */
    Optional<PersonaHead> head(PersonaId id);

    /** Straight from the store; {@link Catalog#EMPTY} where there is none yet. */
    Catalog catalog();

    /**
     * Writes a head and what belongs to the same change, all or nothing.
     *
     * @param head its version is the one that was read; empty: it must not exist yet
     * @return the head with its new version
     * @throws Overtaken when somebody else changed it since
     */
    PersonaHead commit(PersonaHead head, List<Revision> revisions, List<AuditEntry> audit);

    /** The same for the catalog. */
    Catalog commit(Catalog catalog, List<AuditEntry> audit);

    Optional<Revision> revision(PersonaId id, String hash);

    /** All, by number. */
    List<Revision> revisions(PersonaId id);

    /** All deeds on a subject, by number; {@link AuditEntry#CATALOG} for what spans personas. */
    List<AuditEntry> audit(String subject);

    /** All deeds on anything, oldest first. */
    List<AuditEntry> audit();

    /** The newest deeds on anything that were done at {@code until} or before, newest first, {@code most} of them. */
    List<AuditEntry> audit(Instant until, int most);

    /**
     * Puts history of a persona also under another's id, verbatim, so that its chains stay whole. What is there already stays as
     * it is, so this can be repeated. {@link #audit()} tells of copied deeds once.
     */
    void copy(PersonaId to, List<Revision> revisions, List<AuditEntry> audit);

    /** Keeps what came of a run of tests. */
    void keep(TestRun run);

    Optional<TestRun> run(PersonaId id, String run);

    /** All of a persona, newest first. */
    List<TestRun> runs(PersonaId id);

    /**
     * Claims a piece of work that one node alone may do; while it is claimed nobody gets it, its holder neither.
     *
     * @param holder who claims it
     * @param time after which it is free again, whatever became of the holder
     * @return whether it is the holder's now
     */
    boolean claim(String work, String holder, Duration time);

    /**
     * @param heads all, gone ones too
     * @param mark for {@link #changesSince}: what changes from before the reading on is told there
     */
    record Everything(List<PersonaHead> heads, Catalog catalog, String mark) {
        public Everything {
            heads = List.copyOf(heads);
        }
    }

    /** @param catalog empty: not changed */
    record Changes(List<PersonaHead> heads, Optional<Catalog> catalog, String mark) {
        public Changes {
            heads = List.copyOf(heads);
        }
    }
}
