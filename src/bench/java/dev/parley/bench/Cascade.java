package dev.parley.bench;

/**
 * What was measured with so many live calls of the cascade at once.
 *
 * @param floor of as many connections
 */
record Cascade(Level level, Floor floor, Base base) {
    private static final int CALLS_PER_CORE = 100;
    private static final double MOST_MB_PER_CALL = 2;

    boolean inTime() {
        return level.keepsTimes("finalToFirstAudio");
    }

    boolean withinCpu() {
        return level.keepsCpu(CALLS_PER_CORE);
    }

    boolean withinMemory() {
        return base.heapMbPerCall(level) + base.nativeMbPerCall(level) <= MOST_MB_PER_CALL;
    }

    /** The median answer by that of the echo, which is one message in and one out. */
    double answerTimesFloor() {
        return level.insideMs("finalToFirstAudio.p50") / floor.p50Ms();
    }
}
