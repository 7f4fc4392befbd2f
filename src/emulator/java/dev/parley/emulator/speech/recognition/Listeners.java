package dev.parley.emulator.speech.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** How many recognisers listen now: a call has one, and who rehearses without a call has more. Thread-safe. */
@ApplicationScoped
public class Listeners {
    private final AtomicInteger now = new AtomicInteger();

    void changed(boolean oneMore) {
        now.addAndGet(oneMore ? 1 : -1);
    }

    /** Sockets of recognisers that wait for what will be said, or hear it. */
    public int now() {
        return now.get();
    }
}
