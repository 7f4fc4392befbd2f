package dev.parley.emulator.cosmos.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The whole lines of a file, one after the other, however long. Used by one thread. */
final class Lines {
    private static final int PIECE_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[PIECE_BYTES];
    private int start;
    private int end;
    private long position;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end; empty when there is none that has an end. */
    Optional<byte[]> next() throws IOException {
        int at = start;
        while (true) {
            while (at < end) {
                if (buffer[at] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, start, at);
                    position += line.length + 1;
                    start = at + 1;
                    return Optional.of(line);
                }
                at++;
            }
            at -= start; // fill() moves what is left to the front
            if (!fill()) {
                return Optional.empty();
            }
        }
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    /** Bytes up to the end of the last line given. */
    long position() {
        return position;
    }
}
