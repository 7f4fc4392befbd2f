package dev.parley.rehearsal;

import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tools that are described as those they stand before; how they run is said by who stands there. */
abstract class ToolsOfOthers implements Tools {
    final Tools others;

    ToolsOfOthers(Tools others) {
        this.others = others;
    }

    @Override
    public final Collection<String> names() {
        return others.names();
    }

    @Override
    public final List<ToolSchema> schemas(List<String> names) {
        return others.schemas(names);
    }

    @Override
    public final Optional<String> filler(String name) {
        return others.filler(name);
    }

    @Override
    public final Duration timeout(String name) {
        return others.timeout(name);
    }

    @Override
    public final boolean lasting(String name) {
        return others.lasting(name);
    }
}
