package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationListener.Ending;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A caller who waits for what the agent does, while model, voice and recogniser do their part. */
final class Waiting {
    static final int STEP_MS = 100;
    /** The silence in which a caller waits: 2.5 s of patience with one who may go on, then the model and the voice. */
    static final int SILENT_MS = 4_500;

    private static final int LONGEST_MS = 120_000;

    private final CallLog log;
    private final Supplier<FakeLine> line;
    private final BooleanSupplier over;

    /** @param over the call has ended, or somebody else has the caller */
    Waiting(CallLog log, Supplier<FakeLine> line, BooleanSupplier over) {
        this.log = log;
        this.line = line;
        this.over = over;
    }

    /**
     * Who has said something is answered, asked again, apologised to, left or handed to a person before long.
     *
     * @param mostSilentMs of which nothing sounds on the line
     * @param step so many ms pass
     */
    void untilAnswered(int mostSilentMs, Runnable step) {
        int silent = 0;
        for (int ms = 0; ms < LONGEST_MS && !isAnswered(); ms += STEP_MS) {
            step.run();
            silent += line.get().sounds() ? 0 : STEP_MS;
            assertThat(silent).as("ms of silence without an answer").isLessThan(mostSilentMs);
        }
        assertThat(isAnswered()).as("answered").isTrue();
    }

    private boolean isAnswered() {
        return over.getAsBoolean() || !log.answersSinceTheCaller().isEmpty();
    }

    /** Whoever says no more is left before long: whatever was stuck would keep the call. */
    void untilTheEnd(List<Ending> endings, Runnable step) {
        for (int ms = 0; ms < LONGEST_MS && endings.isEmpty(); ms += STEP_MS) {
            step.run();
        }
        assertThat(endings).hasSize(1);
        assertThat(endings.getFirst())
                .isIn(
                        Ending.CALLER_SILENT,
                        Ending.FAILED,
                        Ending.LINE_LOST,
                        Ending.AGENT_SAID_GOODBYE,
                        Ending.TOO_LONG,
                        Ending.TRANSFERRED);
    }
}
