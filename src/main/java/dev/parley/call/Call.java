package dev.parley.call;

import dev.parley.call.CallDetails.Moment;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.TranscriptEntry;
import dev.parley.conversation.TurnReport;
import dev.parley.sessions.CallMark;
import dev.parley.sessions.CallPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The life of one call. Thread-safe by its own monitor, which is never held across anything slow. */
final class Call {
    private static final int MOST_MOMENTS = 50;

    private final CallPlan plan;
    private final Instant startedAt;
    private final List<Moment> moments = new ArrayList<>();
    private CallStatus status;
    private Optional<String> connectionId = Optional.empty();
    private Optional<Instant> connectedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<String> endedBy = Optional.empty();
    private Optional<Instant> attachedAt = Optional.empty();
    private Optional<Instant> givenUpAt = Optional.empty();
    private boolean elsewhere;
    private boolean adopted;
    private List<TranscriptEntry> transcript = List.of();
    private List<TurnReport> turns = List.of();
    private boolean ending;

    Call(CallPlan plan, Instant now) {
        this.plan = plan;
        this.startedAt = now;
        this.status = plan.direction() == CallPlan.Direction.INBOUND ? CallStatus.RINGING : CallStatus.INITIATING;
        happened(status.word(), now);
    }

    CallPlan plan() {
        return plan;
    }

    /** ACS accepted our dialling or answering. */
    synchronized void accepted(String connection, Instant now) {
        bind(connection);
        advance(CallStatus.RINGING, now);
    }

    /** False when the call is bound to another connection. */
    synchronized boolean bind(String connection) {
        if (connectionId.isEmpty()) {
            connectionId = Optional.of(connection);
        }
        return connectionId.get().equals(connection);
    }

    /** Its media socket is here: both sides hear each other, whether or not ACS said so yet. */
    synchronized void attached(Instant now) {
        attachedAt = Optional.of(now);
        elsewhere = false;
        adopted = false;
        connected(now);
    }

    /** Another node has its conversation. Stays until its media socket comes here: that one may be out of reach for a while. */
    synchronized void wentElsewhere() {
        elsewhere = true;
    }

    /** Whether the node that had its conversation last, as far as is known here, is another one. */
    synchronized boolean isElsewhere() {
        return elsewhere;
    }

    /** Another node dialled or answered it. Stays until its media socket comes here. */
    synchronized void adopted() {
        adopted = true;
    }

    synchronized boolean isAdopted() {
        return adopted;
    }

    /** Whether another node dialled or answered it, or had its conversation last. */
    synchronized boolean isOfAnotherNode() {
        return adopted || elsewhere;
    }

    synchronized void on(CallEvent event, Instant now) {
        if (status.over()) {
            return;
        }
        switch (event) {
            case CallEvent.Connected connected -> connected(now);
            case CallEvent.Disconnected disconnected -> {
                boolean came = connectedAt.isPresent() || plan.direction() == CallPlan.Direction.INBOUND;
                over(came ? CallStatus.DISCONNECTED : CallStatus.FAILED, came ? "caller" : "not answered", now);
            }
            case CallEvent.NotPlaced notPlaced -> over(CallStatus.FAILED, "not placed: " + notPlaced.code(), now);
            case CallEvent.MediaStarted m -> happened(event.name(), now);
            case CallEvent.MediaStopped m -> happened(event.name(), now);
            case CallEvent.MediaFailed m -> happened(event.name(), now);
            case CallEvent.TransferAccepted accepted -> over(CallStatus.DISCONNECTED, "transferred", now);
            case CallEvent.TransferFailed f -> happened(event.name(), now);
            case CallEvent.Other other -> happened(event.name(), now);
        }
    }

    /** The call is over; the first reason stays. False when it was over already. */
    synchronized boolean over(CallStatus how, String by, Instant now) {
        if (status.over()) {
            return false;
        }
        status = how;
        endedAt = Optional.of(now);
        endedBy = Optional.of(by);
        happened(how.word(), now);
        return true;
    }

    /** True for the first who wants to end it: two may want to at once, an operator and the conversation. */
    synchronized boolean beginEnding(Instant now) {
        boolean first = !ending && !status.over();
        ending = true;
        givenUpAt = givenUpAt.or(() -> Optional.of(now));
        return first;
    }

    /** What was said so far and what it took; a shorter version never replaces a longer one. */
    synchronized void keep(LiveConversation conversation) {
        keepTranscript(conversation.transcript());
        var taken = conversation.turns();
        if (taken.size() >= turns.size()) {
            turns = taken;
        }
    }

    /** What was said so far, where another node has the conversation. */
    synchronized void keepTranscript(List<TranscriptEntry> said) {
        if (said.size() >= transcript.size()) {
            transcript = List.copyOf(said);
        }
    }

    /** What other nodes noted; what is known here stays. */
    synchronized void learn(Map<CallMark, String> marks) {
        Optional.ofNullable(marks.get(CallMark.CONNECTION)).ifPresent(this::bind);
        Optional.ofNullable(marks.get(CallMark.CONNECTED_AT))
                .map(Instant::parse)
                .ifPresent(this::connected);
        if (attachedAt.isEmpty()) {
            attachedAt = Optional.ofNullable(marks.get(CallMark.ATTACHED_AT)).map(Instant::parse);
            elsewhere = elsewhere || attachedAt.isPresent();
        }
        if (givenUpAt.isEmpty()) {
            givenUpAt = Optional.ofNullable(marks.get(CallMark.GIVEN_UP_AT)).map(Instant::parse);
        }
        var ended = marks.get(CallMark.ENDED_AT);
        if (ended != null) {
            over(
                    CallStatus.ofWord(marks.getOrDefault(CallMark.ENDED_AS, ""))
                            .filter(CallStatus::over)
                            .orElse(CallStatus.DISCONNECTED),
                    marks.getOrDefault(CallMark.ENDED_BY, "another node"),
                    Instant.parse(ended));
        }
    }

    /** What other nodes should know. */
    synchronized Map<CallMark, String> marks() {
        var marks = new EnumMap<CallMark, String>(CallMark.class);
        connectionId.ifPresent(id -> marks.put(CallMark.CONNECTION, id));
        connectedAt.ifPresent(at -> marks.put(CallMark.CONNECTED_AT, at.toString()));
        attachedAt.ifPresent(at -> marks.put(CallMark.ATTACHED_AT, at.toString()));
        givenUpAt.ifPresent(at -> marks.put(CallMark.GIVEN_UP_AT, at.toString()));
        endedAt.ifPresent(at -> marks.put(CallMark.ENDED_AT, at.toString()));
        endedBy.ifPresent(by -> marks.put(CallMark.ENDED_BY, by));
        if (status.over()) {
            marks.put(CallMark.ENDED_AS, status.word());
        }
        return marks;
    }

    synchronized CallStatus status() {
        return status;
    }

    synchronized Optional<String> connectionId() {
        return connectionId;
    }

    synchronized Optional<Instant> connectedAt() {
        return connectedAt;
    }

    synchronized Optional<Instant> attachedAt() {
        return attachedAt;
    }

    /** When a node began to hang it up, this one or another. */
    synchronized Optional<Instant> givenUpAt() {
        return givenUpAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    synchronized CallDetails details() {
        return new CallDetails(
                plan, status, connectionId, startedAt, connectedAt, endedAt, endedBy, moments, transcript, turns);
    }

    private void connected(Instant now) {
        if (connectedAt.isEmpty() && !status.over()) {
            connectedAt = Optional.of(now);
            advance(CallStatus.CONNECTED, now);
        }
    }

    private void advance(CallStatus to, Instant now) {
        if (!status.over() && to.ordinal() > status.ordinal()) {
            status = to;
            happened(to.word(), now);
        }
    }

    private void happened(String what, Instant now) {
        if (moments.size() < MOST_MOMENTS) {
            moments.add(new Moment(what, now));
        }
    }
}
