package dev.parley.conversation;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.Map;

/** What the agent does when the caller says nothing: asks, as often as the persona says, then hangs up. Belongs to the conversation's thread. */
final class SilentCaller {
    /** Something that may be speech began: its partial follows within this time, or it was noise. */
    private static final Duration SOUND_BECOMES_SPEECH = Duration.ofMillis(1_500);

    /** Sounds in a row without words that put the question off: one more is noise. */
    private static final int SOUNDS_WITHOUT_SPEECH = 2;

    private final Scene scene;
    private final Hearing hearing;
    private final Speaking speaking;
    private final Leaving leaving;
    private final Relistening relistening;
    private int silences;
    /** Sounds since the agent's last turn. */
    private int sounds;

    private TurnId lastTurn = new TurnId(-1);

    SilentCaller(Scene scene, Hearing hearing, Speaking speaking, Leaving leaving, Relistening relistening) {
        this.scene = scene;
        this.hearing = hearing;
        this.speaking = speaking;
        this.leaving = leaving;
        this.relistening = relistening;
    }

    /** The persona's patience is over. */
    void isSilent() {
        if (!scene.lastTurn().equals(lastTurn)) {
            lastTurn = scene.lastTurn();
            sounds = 0;
        }
        if (hearing.soundWithin(SOUND_BECOMES_SPEECH) && sounds++ < SOUNDS_WITHOUT_SPEECH) {
            scene.start(Deadline.SILENCE, SOUND_BECOMES_SPEECH);
            return;
        }
        silences = hearing.spokeSinceAsked() ? 1 : silences + 1;
        var policy = scene.persona().silence();
        scene.decided("caller silent", Map.of("time", silences));
        if (silences > policy.prompts().size()) {
            leave(policy.goodbye());
        } else {
            var turn = scene.beginTurn("silence");
            speaking.say(turn, policy.prompts().get(silences - 1));
            speaking.proceed(turn);
        }
    }

    /** Whom nobody can hear is not to blame for silence. */
    private void leave(String goodbye) {
        if (relistening.isDeaf()) {
            leaving.giveUp();
        } else {
            leaving.sayGoodbye(goodbye, Ending.CALLER_SILENT);
        }
    }
}
