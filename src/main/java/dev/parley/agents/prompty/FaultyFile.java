package dev.parley.agents.prompty;

/** Nothing more can be told of a text: the message says why in plain words, line and column where (1-based, 0 unknown). */
final class FaultyFile extends RuntimeException {
    private final int line;
    private final int column;

    FaultyFile(int line, int column, String reason) {
        super(reason);
        this.line = line;
        this.column = column;
    }

    FaultyFile(int line, int column, String reason, Throwable cause) {
        super(reason, cause);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
