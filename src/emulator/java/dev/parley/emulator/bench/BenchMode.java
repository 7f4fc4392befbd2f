package dev.parley.emulator.bench;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether speech is canned. {@code emulator.bench}: {@code true} from the start, default {@code false}. A change counts from
 * the next call, recognition and synthesis.
 */
@ApplicationScoped
public class BenchMode {
    private static final String ANSWER = ", we are open from nine to five on weekdays, and until noon on Saturday.";

    private final CannedSpeech speech = new CannedSpeech();
    private volatile boolean on;

    @Inject
    public BenchMode(@ConfigProperty(name = "emulator.bench", defaultValue = "false") boolean on) {
        this.on = on;
    }

    BenchMode() {
        this(false);
    }

    public void turn(boolean wanted) {
        on = wanted;
    }

    /** Present while bench mode is on. */
    public Optional<CannedSpeech> canned() {
        return on ? Optional.of(speech) : Optional.empty();
    }

    /** The canned answer to a question with a tag. */
    public Optional<String> answer(String question) {
        return on ? Stopwatches.tag(question).map(tag -> "About " + tag + ANSWER) : Optional.empty();
    }

    /** The stopwatches, whether it is on or not. */
    public Stopwatches stopwatches() {
        return speech.stopwatches();
    }
}
