package dev.parley.conversation;

import java.util.Map;
import java.util.Optional;

/** Says what the caller did not hear of a turn that is over, in a turn of its own. Belongs to the conversation's thread. */
final class Resuming {
    private final Scene scene;
    private final Answering answering;
    private final Speaking speaking;
    private final Pausing pausing;

    Resuming(Scene scene, Answering answering, Speaking speaking, Pausing pausing) {
        this.scene = scene;
        this.answering = answering;
        this.speaking = speaking;
        this.pausing = pausing;
    }

    /** Playback of that turn got stuck: says the rest. False: there is none, or it was one already. */
    boolean sayAfterStuck(AgentTurn turn) {
        var again = turn.secondTry ? Optional.<AgentTurn>empty() : say(turn, "playback stuck");
        again.ifPresent(rest -> rest.secondTry = true);
        return again.isPresent();
    }

    /** That turn was cut for nothing: says the rest. False: there is none, it was not all there, or it was cut too often. */
    boolean sayAfterFalseAlarm(AgentTurn turn) {
        boolean known = !turn.owed || turn.farewell.isPresent();
        var again = known && pausing.forgives(turn) ? say(turn, "false alarm") : Optional.<AgentTurn>empty();
        again.ifPresent(rest -> scene.decided("false alarm", Map.of("cut", true)));
        return again.isPresent();
    }

    private Optional<AgentTurn> say(AgentTurn turn, String cause) {
        var rest = turn.entry.unheard();
        if (!SpeakableText.hasWords(rest)) {
            return Optional.empty();
        }
        var again = scene.beginTurn(cause);
        turn.farewell.ifPresent(why -> answering.takeLeave(again, why));
        speaking.say(again, rest);
        speaking.proceed(again);
        return Optional.of(again);
    }
}
