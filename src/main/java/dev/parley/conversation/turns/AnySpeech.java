package dev.parley.conversation.turns;

import java.time.Duration;

/** Whatever may be speech cuts, at once: for callers who are never to be talked over, on quiet lines. */
final class AnySpeech implements BargeIn {
    @Override
    public Verdict onSound() {
        return Verdict.CUT;
    }

    @Override
    public Verdict onVoice(Duration lasted) {
        return Verdict.CUT;
    }

    @Override
    public Verdict onPartial(String words) {
        return Verdict.CUT;
    }

    @Override
    public Verdict onFinal(String words) {
        return Verdict.CUT;
    }
}
