package dev.parley.conversation;

import dev.parley.agents.CallOutcome;
import dev.parley.agents.Persona;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a call that lives comes to so far. Used by its conversation's thread alone. */
final class CallSoFar {
    /** More than nearly any call has; of a longer one the first count. */
    private static final int MOST_REPLIES = 1_000;

    /** Why an answer is cut where it was the caller who went on talking. */
    private static final Set<String> BY_THE_CALLER =
            Set.of("voice", "barge-in", "key pressed", "utterance", "corrected");

    private final Persona persona;
    private final Instant began;
    private final List<Long> replies = new ArrayList<>();
    private final Set<TurnId> wrong = new HashSet<>();
    private Optional<TurnId> talkedInto = Optional.empty();
    private int turns;
    private int cuts;

    CallSoFar(Persona persona, Instant began) {
        this.persona = persona;
        this.began = began;
    }

    void decided(TurnId turn, String decision, Map<String, Object> facts) {
        switch (decision) {
            case "cut" -> {
                if (facts.get("reason") instanceof String reason && BY_THE_CALLER.contains(reason)) {
                    talkedInto = Optional.of(turn);
                }
            }
            case "apology", "gives up" -> wrong.add(turn);
            default -> {
                // the caller notices nothing of it
            }
        }
    }

    void turnEnded(TurnReport report) {
        turns++;
        boolean heardOf = report.firstAudio().isPresent();
        if (heardOf && report.how().equals("cut") && talkedInto.equals(Optional.of(report.turn()))) {
            cuts++;
        }
        if (report.reply().isPresent() && replies.size() < MOST_REPLIES) {
            replies.add(report.reply().getAsLong());
        }
    }

    CallOutcome outcome(boolean contained, boolean failed) {
        int errors = failed ? Math.max(1, wrong.size()) : wrong.size();
        return new CallOutcome(persona.id(), persona.revision(), began, contained, turns, cuts, errors, replies);
    }
}
