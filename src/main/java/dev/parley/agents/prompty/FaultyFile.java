package dev.parley.agents.prompty;

/** A persona file is wrong: the message says why in plain words, {@link #line} where (1-based, 0 unknown). */
final class FaultyFile extends RuntimeException {
    private final int line;

    FaultyFile(int line, String reason) {
        super(reason);
        this.line = line;
    }

    FaultyFile(int line, String reason, Throwable cause) {
        super(reason, cause);
        this.line = line;
    }

    int line() {
        return line;
    }
}
