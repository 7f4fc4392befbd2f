package dev.parley.emulator.speech.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** How many recognisers listen now: a call has one, and who rehearses without a call has more. Thread-safe. */
@ApplicationScoped
public class Listeners {
    private final AtomicInteger now = new AtomicInteger();

    void began() {
        now.incrementAndGet();
    }

    void ended() {
        now.decrementAndGet();
    }

    /** Recognitions that have begun and are not over. */
    public int now() {
        return now.get();
    }
}
