package dev.parley.emulator.openai;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The data of server-sent events, one after the other, as they come; reads on a thread of its own, so that silence is noticed.
 * One thread takes them.
 */
final class SseData implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int READ_AHEAD = 64;
    private static final String BROKEN = "";

    private final InputStream in;
    private final Duration silence;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(READ_AHEAD);
    private final Thread reader;

    /** The stream does not go on as a stream of events should. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String why) {
            super(why, null, false, false);
        }
    }

    SseData(InputStream in, Duration silence) {
        this.in = in;
        this.silence = silence;
        this.reader = Thread.ofVirtual().name("relay-reader").start(this::readAll);
    }

    /** @throws Broken when none came for too long, or the stream is over */
    String next() throws InterruptedException {
        var line = lines.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new Broken("silent for " + silence.toMillis() + " ms");
        }
        if (line.equals(BROKEN)) {
            throw new Broken("broke off");
        }
        return line;
    }

    /** Leaves the other side. */
    @Override
    public void close() throws IOException {
        reader.interrupt();
        in.close();
    }

    private void readAll() {
        try {
            readEvents();
            lines.put(BROKEN);
        } catch (InterruptedException nobodyListens) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the stream ends, breaks, or sends a line without end. */
    private void readEvents() throws InterruptedException {
        var line = new byte[1024];
        int length = 0;
        for (int next = read(); next >= 0 && length < LONGEST_LINE; next = read()) {
            if (next == '\n') {
                data(new String(line, 0, length, StandardCharsets.UTF_8).strip());
                length = 0;
            } else {
                line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
                line[length++] = (byte) next;
            }
        }
        data(new String(line, 0, Math.min(length, LONGEST_LINE), StandardCharsets.UTF_8).strip());
    }

    /** The next byte; -1 where there is none any more, for whatever reason. */
    private int read() {
        try {
            return in.read();
        } catch (IOException brokeOff) {
            return -1; // the taker tells both ends alike: the last data was not the last
        }
    }

    /** Comments, event names and empty lines say nothing here. */
    private void data(String line) throws InterruptedException {
        if (line.startsWith("data:") && line.length() > "data:".length()) {
            lines.put(line.substring("data:".length()).strip());
        }
    }
}
