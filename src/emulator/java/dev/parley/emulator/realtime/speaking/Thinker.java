package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.latency.Stage;
import dev.parley.emulator.thinking.Continuation;
import dev.parley.emulator.thinking.Dictation;
import dev.parley.emulator.thinking.Question;
import dev.parley.emulator.thinking.Relay;
import dev.parley.emulator.thinking.RelayedThinking;
import dev.parley.emulator.thinking.Thinking;
import dev.parley.emulator.thinking.ThinkingPace;
import dev.parley.emulator.thinking.Thought;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import java.util.Optional;

/** The model behind a session, the same as behind chat completions: a script, the demo model or a relay. Thread-safe. */
@ApplicationScoped
public class Thinker {
    private final Thinking thinking;
    private final ThinkingPace pace;
    private final Latencies latencies;
    private final BenchMode bench;
    private final Relay relay;
    private final RelayedThinking relayed = new RelayedThinking();

    @Inject
    public Thinker(Thinking thinking, ThinkingPace pace, Latencies latencies, BenchMode bench, Relay relay) {
        this.thinking = thinking;
        this.pace = pace;
        this.latencies = latencies;
        this.bench = bench;
        this.relay = relay;
    }

    Thinker() {
        this(null, null, null, null, null);
    }

    /** Blocks while a relay thinks. */
    Thought think(Question question, JsonArray tools, String deployment) throws InterruptedException {
        Optional<Thought> dictated = Dictation.in(question);
        if (dictated.isPresent()) {
            return dictated.get();
        }
        Optional<Continuation> broken = Continuation.in(question);
        if (broken.isPresent()) {
            return broken.get().rest(think(broken.get().question(), tools, deployment));
        }
        Optional<Thought> prepared =
                bench.answer(question.lastUserText()).map(Thought::saying).or(() -> thinking.scripted(question));
        if (prepared.isPresent()) {
            return prepared.get();
        }
        Optional<Relay.Target> other = relay.now();
        return other.isPresent() ? relayed.ask(other.get(), question, tools, deployment) : thinking.byDemo(question);
    }

    /** The first audio of a spoken answer leaves now. */
    void speaks(String text) {
        bench.stopwatches().answeredAloud(text);
    }

    /** Milliseconds from the request to the first word; a drawn wait takes the place of the fixed one. */
    long firstWordMs() {
        return latencies.draw(Stage.SPOKEN_REPLY).orElse(pace.now().firstTokenMs());
    }

    /** Nanoseconds after the first word at which a written token is due. */
    long dueNanos(int token) {
        double tokensPerSecond = pace.now().tokensPerSecond();
        return tokensPerSecond == 0 ? 0 : (long) (token * 1_000_000_000 / tokensPerSecond);
    }
}
