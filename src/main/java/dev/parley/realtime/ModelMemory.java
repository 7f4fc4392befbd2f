package dev.parley.realtime;

import dev.parley.agents.ChatMessage;
import java.util.List;

/** What was said in a call, as of the last time that somebody told, and whether the session that serves knows it. Guarded by its session's lock. */
final class ModelMemory implements Replies.Memory {
    private final CallerTurns turns;
    private List<ChatMessage> said;
    private boolean known = true;

    /** @param said what the first session is told when it opens */
    ModelMemory(List<ChatMessage> said, CallerTurns turns) {
        this.said = said;
        this.turns = turns;
    }

    List<ChatMessage> said() {
        return said;
    }

    void said(List<ChatMessage> history) {
        said = history;
    }

    /** Another session serves, or will: it knows nothing. */
    void lost() {
        known = false;
    }

    void lost(List<ChatMessage> history) {
        said(history);
        lost();
    }

    boolean isKnown() {
        return known;
    }

    /** Tells the session that serves, unless it knows. */
    void remind(RealtimeModel.Session session) {
        if (!known) {
            known = true;
            session.remember(said);
        }
    }

    @Override
    public boolean complete() {
        return !turns.owes();
    }

    @Override
    public void remind(RealtimeModel.Session session, boolean afresh) {
        boolean begun = afresh
                && !said.isEmpty()
                && said.getLast() instanceof ChatMessage.Agent agent
                && agent.toolCalls().isEmpty();
        if (begun) {
            said = said.subList(0, said.size() - 1);
        }
        remind(session);
    }
}
