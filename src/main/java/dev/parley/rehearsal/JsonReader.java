package dev.parley.rehearsal;

import java.util.Map;
import java.util.Optional;

/** Reads JSON that somebody else wrote: a model, or a tool. */
public interface JsonReader {
    /**
     * An object as maps, lists, texts, {@link java.math.BigDecimal}s and booleans; null items are left out.
     *
     * @return empty where the text is no JSON object, and nothing else
     */
    Optional<Map<String, Object>> object(String json);
}
