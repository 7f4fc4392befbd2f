package dev.parley.bench;

/**
 * What was measured with so many live calls of the speech-to-speech engine at once.
 *
 * @param floor of as many connections, or of the most that leave room for who drives them
 * @param baseHeapBytes in use before the first call
 * @param base of the process, before the first call
 */
record Bridge(Callee callee, Level level, Floor floor, long baseHeapBytes, BenchServer.Figures base) {
    private static final double MB = 1 << 20;
    private static final int CALLS_PER_CORE = 330;
    private static final double MOST_MB_PER_CALL = 0.3;

    /** Whether the time budgets of the architecture, section 5, hold, and nothing was lost. */
    boolean inTime() {
        return level.errors() == 0
                && level.insideMs("frameToRecogniser.p50") <= 0.5
                && level.insideMs("frameToRecogniser.p99") <= 5
                && level.insideMs("modelToLine.p50") <= 2
                && level.insideMs("modelToLine.p99") <= 10
                && level.insideMs("cutToStop.p99") <= 5;
    }

    /** Not where the machine was full: what came late or not at all cost nothing. */
    boolean withinCpu() {
        return !level.overwhelmed() && callsPerCore() >= CALLS_PER_CORE;
    }

    boolean withinMemory() {
        return heapMbPerCall() <= MOST_MB_PER_CALL;
    }

    double callsPerCore() {
        return 1 / level.coresPerCall();
    }

    double timesFloor() {
        return level.coresPerCall() / floor.coresPerConnection();
    }

    double heapMbPerCall() {
        return (level.heapBytes() - baseHeapBytes) / MB / level.calls();
    }

    /** What the process grew by, outside a heap that is there from the start. */
    double nativeMbPerCall() {
        return (level.residentKb() - base.residentKb()) / 1024.0 / level.calls();
    }

    double threadsPerCall() {
        return (double) (level.threads() - base.threads()) / level.calls();
    }
}
