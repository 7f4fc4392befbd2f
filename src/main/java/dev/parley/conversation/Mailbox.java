package dev.parley.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events of one conversation, in order, taken by one thread at a time. Bounded: all events are control and none may be
 * dropped, so one that does not fit is refused, and whoever owns the mailbox ends the call. Thread-safe.
 */
final class Mailbox {
    /** Some twenty seconds of a busy call: a conversation that far behind is of no use to its caller. */
    static final int CAPACITY = 1024;

    /** Reports that were not merged and wait for a reader: the far end ran dry between them, which is rare. */
    private static final int MOST_REPORTS_WAITING = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ConversationEvent> events = new ArrayDeque<>();
    private final long nanosPerMillionSamples;
    private boolean beingRead;
    private boolean overflowed;

    Mailbox(int sampleRateHz) {
        this.nanosPerMillionSamples = 1_000_000_000_000_000L / sampleRateHz;
    }

    /** What became of an event. */
    enum Fate {
        /** Queued; a reader is at work and will come to it, or it can wait for the next event. */
        QUEUED,
        /** Queued, and nobody reads: whoever posted it sees to it that somebody does. */
        WAKE_READER,
        /** There was no room. */
        REFUSED
    }

    Fate post(ConversationEvent event) {
        lock.lock();
        try {
            if (overflowed) {
                return Fate.QUEUED;
            }
            boolean merged = event instanceof ConversationEvent.Sent sent && merged(sent);
            if (!merged && events.size() >= CAPACITY) {
                overflowed = true;
                return Fate.REFUSED;
            }
            if (!merged) {
                events.add(event);
            }
            if (!beingRead && canWait(event)) {
                return Fate.QUEUED;
            }
            boolean wake = !beingRead;
            beingRead = true;
            return wake ? Fate.WAKE_READER : Fate.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /** Where a word lies, or what went out amid a piece, is asked only when something else happens: nobody is woken for it. */
    private boolean canWait(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.Sent sent -> sent.amid() && events.size() <= MOST_REPORTS_WAITING;
            case ConversationEvent.FromEngine from -> from.event() instanceof EngineEvent.WordPlaced;
            default -> false;
        };
    }

    /** Two reports become one where the second's audio plays right behind the first's. */
    private boolean merged(ConversationEvent.Sent sent) {
        if (events.peekLast() instanceof ConversationEvent.Sent before
                && before.piece().equals(sent.piece())
                && sent.atNanos() - before.atNanos() <= before.samples() * nanosPerMillionSamples / 1_000_000) {
            events.removeLast();
            events.add(new ConversationEvent.Sent(
                    sent.piece(), before.samples() + sent.samples(), before.atNanos(), sent.amid()));
            return true;
        }
        return false;
    }

    /** The next event; empty: the reader is done, and the next post wakes another. */
    Optional<ConversationEvent> next() {
        lock.lock();
        try {
            var next = Optional.ofNullable(events.poll());
            beingRead = next.isPresent();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all reports of sent audio out of turn, in their order. */
    List<ConversationEvent> takeSent() {
        lock.lock();
        try {
            var sent = new ArrayList<ConversationEvent>();
            events.removeIf(event -> event instanceof ConversationEvent.Sent && sent.add(event));
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /** Whether an event was refused; from then on none is taken. */
    boolean overflowed() {
        lock.lock();
        try {
            return overflowed;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }
}
