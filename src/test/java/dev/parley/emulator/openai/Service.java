package dev.parley.emulator.openai;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.faults.LiveCalls;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.requests.RequestLog;
import dev.parley.emulator.thinking.Relay;
import dev.parley.emulator.thinking.ScriptedTurns;
import dev.parley.emulator.thinking.Thinking;
import dev.parley.emulator.thinking.ThinkingPace;
import dev.parley.emulator.thinking.Thought;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The chat service without a server, as fast as it can. */
final class Service {
    final ScriptedTurns scripts = new ScriptedTurns();
    final Faults faults = new Faults();
    final RequestLog log = new RequestLog();
    final Relay relay = new Relay(Optional.empty(), Optional.empty(), Optional.empty());
    final ThinkingPace pace = new ThinkingPace(0, 0);
    final List<LiveCalls.Live> calls = new ArrayList<>();
    private final ChatCompletions completions = new ChatCompletions(
            new FrontDoor("the-key", Set.of("gpt-4o")),
            new Thinking(scripts),
            pace,
            faults,
            new Attribution(() -> List.copyOf(calls)),
            log,
            new BenchMode(false),
            new Latencies("none"),
            relay);

    Service thinks(Thought thought) {
        scripts.add(Optional.empty(), List.of(new ScriptedTurns.Turn(Optional.empty(), thought)));
        return this;
    }

    /** A request with the right key; its body in JSON with single quotes. */
    RecordedWire asks(String body) {
        return asks(body, new RecordedWire());
    }

    RecordedWire asks(String body, RecordedWire wire) {
        return asks(
                "/deployments/gpt-4o/chat/completions", Optional.of("2024-10-21"), Optional.of("the-key"), body, wire);
    }

    RecordedWire asks(String path, Optional<String> apiVersion, Optional<String> key, String body, RecordedWire wire) {
        completions.answer(
                new ChatCompletions.Incoming(path, apiVersion, key, Optional.empty(), body.replace('\'', '"')), wire);
        return wire;
    }

    Map<String, Object> notes() {
        return log.entries().getLast().notes();
    }
}
