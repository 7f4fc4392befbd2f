package dev.parley.emulator.acs.caller;

import dev.parley.emulator.acs.caller.ScriptStep.Act;
import java.util.List;

/**
 * Plays a script, step by step. The agent's turn is over when its play-out queue has been empty for 800 ms, no stop pending
 * (reference/latency.md); after something that wants an answer, only an answer ends the waiting, or ten seconds without one.
 */
public final class ScriptedCaller {
    /** The silence by which a caller takes it that the agent has finished. */
    static final long TURN_OVER_MS = 800;

    /** How long a caller waits for an answer, or for a greeting, before going on. */
    static final long PATIENCE_MS = 10_000;

    private final List<ScriptStep> steps;
    private final Stage stage;
    private int next;
    private ScriptStep current;
    private boolean acting;
    private long actUntilMs;
    private boolean answerWanted = true;
    private boolean answered;
    private long spurtsAtStart;
    private long spurtsAtEnd;
    private int wordsAtEnd;
    private long endedMs;

    /** What the caller perceives and can do. */
    public interface Stage {
        boolean agentPlaying();

        /** Milliseconds since the agent's play-out queue ran empty; 0 while it plays. */
        long agentQuietMs();

        /** How often the agent began to be audible. */
        long agentSpurts();

        /** Words of the agent decoded so far. */
        int wordsHeard();

        /** Gets a step ready; asked at each tick until it answers true. */
        boolean prepared(Act act);

        void perform(Act act);

        /** Whether speech, noise or keys are still going out. */
        boolean busy();
    }

    public ScriptedCaller(List<ScriptStep> steps, Stage stage) {
        this.steps = List.copyOf(steps);
        this.stage = stage;
    }

    /** The next 20 ms. */
    public void tick(long nowMs) {
        if (acting) {
            if (stage.busy() || nowMs < actUntilMs) {
                return;
            }
            ended(nowMs);
        }
        if (current == null && next < steps.size()) {
            current = steps.get(next++);
        }
        if (current != null && stage.prepared(current.act()) && due(nowMs)) {
            spurtsAtStart = stage.agentSpurts();
            acting = true;
            actUntilMs = current.act() instanceof Act.Silence silence ? nowMs + silence.ms() : nowMs;
            stage.perform(current.act());
        }
    }

    private boolean due(long nowMs) {
        if (current.afterMs().isPresent()) {
            return nowMs - endedMs >= current.afterMs().getAsInt();
        }
        if (current.afterWords().isPresent()
                && stage.agentPlaying()
                && stage.wordsHeard() - wordsAtEnd >= current.afterWords().getAsInt()) {
            return true;
        }
        return turnOver(nowMs);
    }

    private boolean turnOver(long nowMs) {
        if (stage.agentPlaying()) {
            return false;
        }
        if (answerWanted && !answered && stage.agentSpurts() == spurtsAtEnd) {
            return nowMs - endedMs >= PATIENCE_MS;
        }
        return Math.min(stage.agentQuietMs(), nowMs - endedMs) >= TURN_OVER_MS;
    }

    private void ended(long nowMs) {
        answerWanted = current.act() instanceof Act.Say || current.act() instanceof Act.Press;
        acting = false;
        current = null;
        endedMs = nowMs;
        wordsAtEnd = stage.wordsHeard();
        spurtsAtEnd = stage.agentSpurts();
        // an agent that began to answer in a pause of ours and goes on is answering; one we interrupted is not
        answered = stage.agentPlaying() && spurtsAtEnd > spurtsAtStart;
    }

    /** Whether all steps were performed; the caller then stays on the line, driven by hand. */
    public boolean finished() {
        return current == null && next >= steps.size();
    }
}
