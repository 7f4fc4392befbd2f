package dev.parley.conversation.turns;

import dev.parley.agents.Persona.InterruptionPolicy;
import java.time.Duration;

/** A voice that lasts cuts, whatever it says; words cut too, in case our own detector does not hear the voice. */
final class MinSpeech implements BargeIn {
    private final InterruptionPolicy policy;
    private final Backchannels asides;

    MinSpeech(InterruptionPolicy policy, Backchannels asides) {
        this.policy = policy;
        this.asides = asides;
    }

    @Override
    public Verdict onVoice(Duration lasted) {
        return lasted.compareTo(policy.speech()) >= 0 ? Verdict.CUT : Verdict.IGNORE;
    }

    @Override
    public Verdict onPartial(String words) {
        return onFinal(words);
    }

    @Override
    public Verdict onFinal(String words) {
        return asides.isOnly(words) ? Verdict.IGNORE : Verdict.CUT;
    }
}
