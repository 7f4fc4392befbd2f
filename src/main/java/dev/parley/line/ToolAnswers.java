package dev.parley.line;

import dev.parley.conversation.Caption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tools that a client runs, and what it answers, more than once for one call: first that it is under way, then what came of
 * it (prior-systems §10.7). The first answer is the tool's; what follows is news, of which the agent speaks when nobody else does.
 * Thread-safe; takes no lock but its own.
 */
public final class ToolAnswers {
    /** Calls that are remembered; more than a talk has. */
    private static final int MOST = 200;

    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Set<String> answered = new HashSet<>();
    private boolean agentSpeaks;
    private boolean callerSpeaks;
    private Optional<Talk> news = Optional.empty();

    /**
     * What the client was asked for.
     *
     * @param arguments JSON, as the model wrote it
     */
    public record Asked(String callId, String name, String arguments) {
        @Override
        public String toString() {
            return "Asked[" + callId + ", " + name + "]";
        }
    }

    /** Follows the talk. */
    public void follow(Caption caption) {
        seen(caption).ifPresent(Talk::prompted);
    }

    /** The talk, where there is news that its agent should be prompted to tell. */
    private synchronized Optional<Talk> seen(Caption caption) {
        switch (caption) {
            case Caption.ToolCalled called -> remember(called);
            case Caption.TurnBegan began -> agentSpeaks = true;
            case Caption.TurnEnded ended -> agentSpeaks = false;
            case Caption.CallerSpeaks speaks -> callerSpeaks = true;
            case Caption.CallerQuiet quiet -> callerSpeaks = false;
            case Caption.CallerSaid said -> news = Optional.empty(); // what came before belongs to it
            case Caption.AgentSays says -> {}
            case Caption.HandedOver over -> {}
            case Caption.ToolEnded ended -> {}
        }
        return caption instanceof Caption.TurnEnded ? toldNow() : Optional.empty();
    }

    private void remember(Caption.ToolCalled called) {
        if (called.byClient()) {
            asked.put(called.callId(), new Asked(called.callId(), called.name(), called.arguments()));
            if (asked.size() > MOST) {
                var oldest = asked.keySet().iterator().next();
                asked.remove(oldest);
                answered.remove(oldest);
            }
        }
    }

    private Optional<Talk> toldNow() {
        if (agentSpeaks || callerSpeaks) {
            return Optional.empty();
        }
        var now = news;
        news = Optional.empty();
        return now;
    }

    /** What the client was asked for by that call. */
    public synchronized Optional<Asked> find(String callId) {
        return Optional.ofNullable(asked.get(callId));
    }

    /** Hands an answer on; false: that call was never asked of the client. */
    public boolean answer(Talk talk, String callId, String output) {
        var call = find(callId);
        if (call.isEmpty()) {
            return false;
        }
        if (isFirst(callId)) {
            talk.toolAnswered(callId, output);
        } else {
            talk.noted("[" + call.get().name() + "] " + output);
            newsFor(talk).ifPresent(Talk::prompted);
        }
        return true;
    }

    private synchronized boolean isFirst(String callId) {
        return answered.add(callId);
    }

    private synchronized Optional<Talk> newsFor(Talk talk) {
        news = Optional.of(talk);
        return toldNow();
    }
}
