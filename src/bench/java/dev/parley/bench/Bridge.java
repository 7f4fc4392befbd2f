package dev.parley.bench;

/**
 * What was measured with so many live calls of the speech-to-speech engine at once.
 *
 * @param floor of as many connections, or of the most that leave room for who drives them
 */
record Bridge(Callee callee, Level level, Floor floor, Base base) {
    private static final int CALLS_PER_CORE = 330;
    private static final double MOST_MB_PER_CALL = 0.3;

    boolean inTime() {
        return level.keepsTimes("modelToLine");
    }

    boolean withinCpu() {
        return level.keepsCpu(CALLS_PER_CORE);
    }

    boolean withinMemory() {
        return base.heapMbPerCall(level) <= MOST_MB_PER_CALL;
    }

    /** The median of a stage between two sockets by that of the echo, which is one message in and one out. */
    double stageTimesFloor(String stage) {
        return level.stageMs(stage, "p50") / floor.p50Ms();
    }
}
