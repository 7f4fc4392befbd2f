package dev.parley.conversation.turns;

/** Nothing cuts: the caller is answered when the agent is done. */
final class Never implements BargeIn {
    @Override
    public Verdict onPartial(String words) {
        return Verdict.IGNORE;
    }

    @Override
    public Verdict onFinal(String words) {
        return Verdict.IGNORE;
    }
}
