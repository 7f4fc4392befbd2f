package dev.parley.emulator.realtime.webrtc;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** What came from the browser and was not taken yet, in order: at most ten seconds. Sound may be lost, an event may not. Thread-safe. */
final class Inbox implements FarEnd {
    private static final int MOST = 1_000;

    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(MOST);
    private final Runnable whenFull;

    /** Something that came. */
    sealed interface Arrival {
        record Letter(String text) implements Arrival {}

        /** 48 kHz, mono. */
        record Sound(short[] pcm) implements Arrival {}
    }

    /** @param whenFull told when an event found no room */
    Inbox(Runnable whenFull) {
        this.whenFull = whenFull;
    }

    @Override
    public void received(String text) {
        if (!arrivals.offer(new Arrival.Letter(text))) {
            whenFull.run();
        }
    }

    @Override
    public void heard(short[] pcm) {
        arrivals.offer(new Arrival.Sound(pcm));
    }

    Optional<Arrival> next() {
        return Optional.ofNullable(arrivals.poll());
    }
}
