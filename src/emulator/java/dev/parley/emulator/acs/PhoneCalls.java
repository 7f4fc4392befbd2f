package dev.parley.emulator.acs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All calls: the live ones, and the last {@value #ENDED_KEPT} that ended. Thread-safe. */
@ApplicationScoped
public class PhoneCalls {
    static final int ENDED_KEPT = 200;
    /** So many calls at once are more than one emulator serves in real time. */
    static final int MOST_LIVE = 500;

    private final AcsSettings settings;
    private final Map<String, PhoneCall> calls = new LinkedHashMap<>();
    private final Deque<PhoneCall> ended = new ArrayDeque<>();

    @Inject
    public PhoneCalls(AcsSettings settings) {
        this.settings = settings;
    }

    PhoneCalls() {
        this(null);
    }

    /** Adds a call; false if there are too many. */
    public synchronized boolean add(PhoneCall call) {
        if (calls.size() - ended.size() >= MOST_LIVE) {
            return false;
        }
        calls.put(call.id(), call);
        return true;
    }

    /** The call has ended: older ones make room for it, and their audio for its own. */
    synchronized void retire(PhoneCall call) {
        if (!calls.containsKey(call.id())) {
            return;
        }
        ended.addLast(call);
        while (ended.size() > ENDED_KEPT) {
            calls.remove(ended.removeFirst().id());
        }
        long bytes = ended.stream().mapToLong(PhoneCalls::recorded).sum();
        for (PhoneCall oldest : ended) {
            if (bytes <= settings.recordingBytes()) {
                break;
            }
            if (oldest != call && recorded(oldest) > 0) {
                bytes -= recorded(oldest);
                oldest.dropRecording();
            }
        }
    }

    private static long recorded(PhoneCall call) {
        return call.audio().map(audio -> audio.recording().bytes()).orElse(0L);
    }

    /** Forgets a call. */
    public synchronized void forget(PhoneCall call) {
        calls.remove(call.id());
        ended.remove(call);
    }

    public synchronized Optional<PhoneCall> byId(String id) {
        return Optional.ofNullable(calls.get(id));
    }

    /** The live call of a connection that the server was told of. */
    public Optional<PhoneCall> byConnection(String callConnectionId) {
        return first(call -> call.callConnectionId().equals(callConnectionId)
                && call.leg().isPresent()
                && call.state() != PhoneCall.State.ENDED);
    }

    /** The call, live or not, that was announced with a context. */
    public Optional<PhoneCall> byContext(String incomingCallContext) {
        return first(
                call -> call.order().inbound() && call.incomingCallContext().equals(incomingCallContext));
    }

    private Optional<PhoneCall> first(Predicate<PhoneCall> which) {
        return all().stream().filter(which).findFirst();
    }

    /** All calls, in the order they were placed. */
    public synchronized List<PhoneCall> all() {
        return new ArrayList<>(calls.values());
    }
}
