package dev.parley.emulator.thinking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How fast the emulated model answers, and how its content filter works. Thread-safe; changes count from the next answer. */
@ApplicationScoped
public class ThinkingPace {
    private volatile Pace pace;

    /** When the content filter looks at an answer. */
    public enum Filter {
        /** Before each piece is sent, which then carries the result. */
        SYNC,
        /** Afterwards, in chunks of their own that hold no delta. */
        ASYNC
    }

    /**
     * @param tokensPerSecond 0: as fast as the socket takes them
     * @param firstTokenMs milliseconds from the request to the first token
     */
    public record Pace(double tokensPerSecond, long firstTokenMs, Filter filter) {
        /** Nanoseconds after the request at which a token is due; the first has index 0. */
        public long dueNanos(int token) {
            double perToken = tokensPerSecond == 0 ? 0 : 1_000_000_000 / tokensPerSecond;
            return firstTokenMs * 1_000_000 + (long) (token * perToken);
        }
    }

    @Inject
    public ThinkingPace(
            @ConfigProperty(name = "emulator.openai.tokens-per-second", defaultValue = "60") double tokensPerSecond,
            @ConfigProperty(name = "emulator.openai.first-token-ms", defaultValue = "0") long firstTokenMs) {
        pace = new Pace(tokensPerSecond, firstTokenMs, Filter.SYNC);
    }

    ThinkingPace() {
        this(0, 0);
    }

    public Pace now() {
        return pace;
    }

    public void set(Pace changed) {
        pace = changed;
    }
}
