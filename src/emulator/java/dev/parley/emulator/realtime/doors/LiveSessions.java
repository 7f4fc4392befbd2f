package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.realtime.RealtimeSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that are open. Thread-safe. */
@ApplicationScoped
public class LiveSessions {
    private static final int MOST = 5_000;

    private final Map<RealtimeSession, Live> live = new ConcurrentHashMap<>();

    /**
     * @param api {@code ga} or {@code preview}
     * @param breaking breaks its connection without an event
     */
    public record Live(RealtimeSession session, String deployment, String api, Instant since, Runnable breaking) {}

    boolean full() {
        return live.size() >= MOST;
    }

    void opened(Live session) {
        live.put(session.session(), session);
    }

    void closed(RealtimeSession session) {
        live.remove(session);
    }

    public Optional<Live> named(String id) {
        return live.values().stream()
                .filter(each -> each.session().id().equals(id))
                .findFirst();
    }

    /** Oldest first. */
    public List<Live> now() {
        return live.values().stream().sorted(Comparator.comparing(Live::since)).toList();
    }
}
