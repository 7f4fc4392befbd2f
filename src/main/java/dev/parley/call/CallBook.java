package dev.parley.call;

import dev.parley.conversation.Conversations;
import dev.parley.sessions.CallPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls this node knows of: all live ones and the last thousand that ended. Thread-safe by one short lock.
 */
@ApplicationScoped
public class CallBook {
    private static final int ENDED_CALLS = 1000;

    private final Conversations conversations;
    private final Map<String, Call> calls = new LinkedHashMap<>(); // oldest first

    CallBook() {
        this(null);
    }

    @Inject
    public CallBook(Conversations conversations) {
        this.conversations = conversations;
    }

    /**
     * @param calls newest first
     * @param total how many the filter lets through
     */
    public record Page(List<CallDetails> calls, int total) {}

    /** A page of calls, newest first; {@code page} from 1. */
    public Page list(Optional<CallStatus> status, int page, int limit) {
        var chosen = new ArrayList<>(copy());
        Collections.reverse(chosen);
        chosen.removeIf(call -> status.isPresent() && call.status() != status.get());
        var shown = chosen.stream()
                .skip((page - 1L) * limit)
                .limit(limit)
                .map(this::withTranscript)
                .toList();
        return new Page(shown, chosen.size());
    }

    /** By our id or ACS's connection id. */
    public Optional<CallDetails> details(String id) {
        return find(Optional.of(id), Optional.of(id)).map(this::withTranscript);
    }

    /** Forgets a call that is over; false when it is unknown or still lives. */
    public synchronized boolean remove(String callId) {
        var call = calls.get(callId);
        return call != null && call.status().over() && calls.remove(callId) != null;
    }

    /** The call of this plan; the same one if it is here already. */
    synchronized Call add(CallPlan plan) {
        var call = calls.computeIfAbsent(plan.callId(), id -> new Call(plan, plan.createdAt()));
        forgetOldest();
        return call;
    }

    synchronized Optional<Call> find(Optional<String> callId, Optional<String> connectionId) {
        var byId = callId.map(calls::get);
        return byId.isPresent() || connectionId.isEmpty()
                ? byId
                : calls.values().stream()
                        .filter(call -> call.connectionId().equals(connectionId))
                        .findFirst();
    }

    /** Calls that are not over. */
    List<Call> live() {
        return copy().stream().filter(call -> !call.status().over()).toList();
    }

    private synchronized List<Call> copy() {
        return List.copyOf(calls.values());
    }

    private CallDetails withTranscript(Call call) {
        conversations.find(call.plan().callId()).ifPresent(call::keep);
        return call.details();
    }

    private void forgetOldest() {
        var ended = calls.values().stream().filter(call -> call.status().over()).count();
        var oldest = calls.values().iterator();
        while (ended > ENDED_CALLS && oldest.hasNext()) {
            if (oldest.next().status().over()) {
                oldest.remove();
                ended--;
            }
        }
    }
}
