package dev.parley.bench;

/**
 * What was measured with so many live calls of the cascade at once.
 *
 * @param floor of as many connections
 */
record Cascade(Level level, Floor floor, Base base) {
    private static final int CALLS_PER_CORE = 100;
    private static final double MOST_MB_PER_CALL = 2;

    /** Whether the time budgets of the architecture, section 5, hold, and nothing was lost. */
    boolean inTime() {
        return level.errors() == 0
                && level.afterStop() == 0
                && level.insideMs("frameToRecogniser.p50") <= 0.5
                && level.insideMs("frameToRecogniser.p99") <= 5
                && level.insideMs("finalToFirstAudio.p50") <= 2
                && level.insideMs("finalToFirstAudio.p99") <= 10
                && level.insideMs("cutToStop.p99") <= 5;
    }

    /** Not where the machine was full: what came late or not at all cost nothing. */
    boolean withinCpu() {
        return !level.overwhelmed() && level.callsPerCore() >= CALLS_PER_CORE;
    }

    boolean withinMemory() {
        return base.heapMbPerCall(level) + base.nativeMbPerCall(level) <= MOST_MB_PER_CALL;
    }

    double timesFloor() {
        return level.coresPerCall() / floor.coresPerConnection();
    }

    /** The median answer by that of the echo, which is one message in and one out. */
    double answerTimesFloor() {
        return level.insideMs("finalToFirstAudio.p50") / floor.p50Ms();
    }
}
