package dev.parley.conversation.turns;

import dev.parley.agents.Persona.InterruptionPolicy;
import java.time.Duration;
import java.util.Locale;

/**
 * What of the caller's voice interrupts the agent. Without state of its own; asked for every sign of speech while the agent
 * has the floor. While it thinks a voice that would cut it holds back its first words; only words end the thought.
 */
public interface BargeIn {
    /** What a sign of the caller's speech does to what the agent says. */
    enum Verdict {
        IGNORE,
        /** The agent holds its tongue until it is clear whether it is interrupted. */
        PAUSE,
        CUT
    }

    /** The recogniser believes that speech began; noise makes it believe so too. */
    default Verdict onSound() {
        return Verdict.IGNORE;
    }

    /** The caller's voice sounds, by our own detector; asked at its begin (zero) and when it has lasted the policy's time. */
    default Verdict onVoice(Duration lasted) {
        return Verdict.IGNORE;
    }

    /** A guess at what the caller is saying. */
    Verdict onPartial(String words);

    /** A finished utterance; one that does not cut is answered after the agent's turn, or is a backchannel. */
    Verdict onFinal(String words);

    /** The strategy of a persona. */
    static BargeIn of(InterruptionPolicy policy, Locale language) {
        var asides = Backchannels.of(language, policy.backchannels());
        return switch (policy.by()) {
            case ANY_SPEECH -> new AnySpeech();
            case MIN_WORDS -> new MinWords(policy, asides);
            case MIN_SPEECH -> new MinSpeech(policy, asides);
            case KEYWORD -> new Keyword(policy.keywords());
            case NEVER -> new Never();
        };
    }
}
