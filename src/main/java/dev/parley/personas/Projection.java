package dev.parley.personas;

import java.util.Collection;
import java.util.Set;

/**
 * The container in which systems of earlier times look for personas: a copy that nobody of ours reads. Methods block and throw
 * {@link StoreUnavailable} as those of {@link PersonaStore} do. Thread-safe.
 */
public interface Projection {
    /** Compares all that stands there with what is to stand there. */
    Difference compare(Collection<Configuration> wanted);

    void put(Configuration configuration);

    /** Also where there is none. */
    void remove(String id);

    /**
     * @param wrong ids that are missing there, or stand there otherwise
     * @param others ids that stand there and are not wanted
     */
    record Difference(Set<String> wrong, Set<String> others) {
        public Difference {
            wrong = Set.copyOf(wrong);
            others = Set.copyOf(others);
        }
    }
}
