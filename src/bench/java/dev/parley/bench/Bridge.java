package dev.parley.bench;

/**
 * What was measured with so many live calls of the speech-to-speech engine at once.
 *
 * @param floor of as many connections, or of the most that leave room for who drives them
 */
record Bridge(Callee callee, Level level, Floor floor, Base base) {
    private static final int CALLS_PER_CORE = 330;
    private static final double MOST_MB_PER_CALL = 0.3;

    /** Whether the time budgets of the architecture, section 5, hold, and nothing was lost. */
    boolean inTime() {
        return level.errors() == 0
                && level.afterStop() == 0
                && level.insideMs("frameToRecogniser.p50") <= 0.5
                && level.insideMs("frameToRecogniser.p99") <= 5
                && level.insideMs("modelToLine.p50") <= 2
                && level.insideMs("modelToLine.p99") <= 10
                && level.insideMs("cutToStop.p99") <= 5;
    }

    /** Not where the machine was full: what came late or not at all cost nothing. */
    boolean withinCpu() {
        return !level.overwhelmed() && level.callsPerCore() >= CALLS_PER_CORE;
    }

    boolean withinMemory() {
        return base.heapMbPerCall(level) <= MOST_MB_PER_CALL;
    }

    double timesFloor() {
        return level.coresPerCall() / floor.coresPerConnection();
    }

    /** The median of a stage between two sockets by that of the echo, which is one message in and one out. */
    double stageTimesFloor(String stage) {
        return level.stageMs(stage, "p50") / floor.p50Ms();
    }
}
