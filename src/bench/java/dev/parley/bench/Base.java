package dev.parley.bench;

/** What the server's process was like before the first call; what calls cost is held against it. */
record Base(long heapBytes, BenchServer.Figures figures) {
    private static final double MB = 1 << 20;

    double heapMb() {
        return heapBytes / MB;
    }

    double heapMbPerCall(Level level) {
        return (level.heapBytes() - heapBytes) / MB / level.calls();
    }

    /** What the process grew by, outside a heap that is there from the start. */
    double nativeMbPerCall(Level level) {
        return (level.residentKb() - figures.residentKb()) / 1024.0 / level.calls();
    }

    double threadsPerCall(Level level) {
        return (double) (level.threads() - figures.threads()) / level.calls();
    }

    double descriptorsPerCall(Level level) {
        return (double) (level.descriptors() - figures.descriptors()) / level.calls();
    }
}
