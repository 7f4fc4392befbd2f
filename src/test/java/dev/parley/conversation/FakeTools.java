package dev.parley.conversation;

import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Tools that answer when the test says so. */
final class FakeTools implements Tools {
    static final String LASTING = "place_order";

    final Map<String, CompletableFuture<ToolOutcome>> running = new LinkedHashMap<>();

    @Override
    public Collection<String> names() {
        return Set.of("find_table", LASTING, "end_call");
    }

    @Override
    public List<ToolSchema> schemas(List<String> names) {
        return names.stream().map(name -> new ToolSchema(name, name, "{}")).toList();
    }

    @Override
    public Optional<String> filler(String name) {
        return name.equals("find_table") ? Optional.of("Let me look at the book.") : Optional.empty();
    }

    @Override
    public Duration timeout(String name) {
        return Duration.ofSeconds(5);
    }

    @Override
    public boolean lasting(String name) {
        return name.equals(LASTING);
    }

    @Override
    public CompletableFuture<ToolOutcome> run(ToolCall call, ToolContext context) {
        var outcome = new CompletableFuture<ToolOutcome>();
        running.put(call.name(), outcome);
        return outcome;
    }
}
