package dev.parley.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a conversation decides and how its stages end, as who watches it is told. */
final class Decisions implements TurnObserver {
    private final List<String> told = new ArrayList<>();

    /** How many were told of which the name and the facts contain all of these. */
    long with(String... fragments) {
        return told.stream()
                .filter(each -> Arrays.stream(fragments).allMatch(each::contains))
                .count();
    }

    void forget() {
        told.clear();
    }

    @Override
    public void decided(String callId, TurnId turn, String decision, Map<String, Object> facts, long atNanos) {
        told.add(decision + " " + facts);
    }

    @Override
    public void stageEnded(
            String callId, TurnId turn, Stage stage, long fromNanos, long toNanos, Map<String, Object> facts) {
        told.add(stage + " " + facts);
    }

    @Override
    public void began(Opening opening, long atNanos) {}

    @Override
    public void turnBegan(String callId, TurnId turn, String cause, long atNanos) {}

    @Override
    public void turnEnded(String callId, TurnReport report, long atNanos) {}

    @Override
    public void ended(String callId, ConversationListener.Ending why, Duration lasted, long atNanos) {}

    @Override
    public String toString() {
        return told.toString();
    }
}
