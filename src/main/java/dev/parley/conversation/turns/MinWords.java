package dev.parley.conversation.turns;

import dev.parley.agents.Persona.InterruptionPolicy;
import java.time.Duration;

/** A voice that lasts makes the agent pause, a few words or a finished utterance cut it; a backchannel does neither. */
final class MinWords implements BargeIn {
    private final InterruptionPolicy policy;
    private final Backchannels asides;

    MinWords(InterruptionPolicy policy, Backchannels asides) {
        this.policy = policy;
        this.asides = asides;
    }

    @Override
    public Verdict onVoice(Duration lasted) {
        return policy.resume() && lasted.compareTo(policy.speech()) >= 0 ? Verdict.PAUSE : Verdict.IGNORE;
    }

    @Override
    public Verdict onPartial(String words) {
        return Words.count(words) >= policy.words() ? onFinal(words) : Verdict.IGNORE;
    }

    @Override
    public Verdict onFinal(String words) {
        return asides.isOnly(words) ? Verdict.IGNORE : Verdict.CUT;
    }
}
