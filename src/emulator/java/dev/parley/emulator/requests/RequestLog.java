package dev.parley.emulator.requests;

import dev.parley.emulator.faults.AzureService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last {@value #KEPT} requests that the emulator saw, oldest first. Thread-safe. */
@ApplicationScoped
public class RequestLog {
    static final int KEPT = 2000;

    private final Clock clock;
    private final Deque<RequestEntry> ring = new ArrayDeque<>();
    private long lastNumber;

    public RequestLog() {
        this(Clock.systemUTC());
    }

    RequestLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes down that a request or socket began; the oldest entry makes room.
     *
     * @param what the operation in a few words, such as {@code POST /openai/v1/chat/completions}
     */
    public RequestEntry open(AzureService service, String what) {
        synchronized (ring) {
            if (ring.size() == KEPT) {
                ring.removeFirst();
            }
            RequestEntry entry = new RequestEntry(++lastNumber, service, what, clock);
            ring.addLast(entry);
            return entry;
        }
    }

    /** Takes an entry out again that would only be in a reader's way, such as a poll that found nothing. */
    public void withdraw(RequestEntry entry) {
        synchronized (ring) {
            ring.removeLastOccurrence(entry);
        }
    }

    /** All entries kept, newest last. */
    public List<RequestEntry> entries() {
        synchronized (ring) {
            return List.copyOf(ring);
        }
    }

    /** Forgets all entries; those still open go on unseen. */
    public void clear() {
        synchronized (ring) {
            ring.clear();
        }
    }
}
