package dev.parley.line.acs;

import dev.parley.line.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A socket that keeps what is written; by hand, or at once, it says that a message is through. */
final class FakeWire implements Wire {
    final List<String> messages = new ArrayList<>();
    String closed = "";
    private final Queue<Written> inFlight = new ArrayDeque<>();
    private final boolean atOnce;

    FakeWire(boolean atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public synchronized void send(String message, Written written) {
        if (!inFlight.isEmpty()) {
            throw new IllegalStateException("two messages in flight");
        }
        messages.add(message);
        if (atOnce) {
            written.written(true);
        } else {
            inFlight.add(written);
        }
    }

    @Override
    public void close(int code, String reason) {
        closed = closed.isEmpty() ? code + " " + reason : closed;
    }

    void through() {
        inFlight.remove().written(true);
    }

    void fails() {
        inFlight.remove().written(false);
    }

    long stops() {
        return messages.stream().filter(AcsEncoder.STOP::equals).count();
    }

    /** Milliseconds of audio at 16 kHz. */
    long audioMs() {
        var decoder = new AcsDecoder();
        return messages.stream()
                        .map(decoder::decode)
                        .filter(AcsMessage.Audio.class::isInstance)
                        .mapToLong(message -> ((AcsMessage.Audio) message).pcm().length)
                        .sum()
                / 32;
    }
}
