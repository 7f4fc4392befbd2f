package dev.parley.personas;

import dev.parley.agents.ToolSchema;
import java.util.List;

/** Reads what {@link PersonaHead#clientTools} holds, which is as its client wrote it. */
public interface ClientTools {
    /** Those of which a model can be told; others are left out. */
    List<ToolSchema> schemas(String json);
}
