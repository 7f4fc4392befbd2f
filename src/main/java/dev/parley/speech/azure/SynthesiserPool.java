package dev.parley.speech.azure;

import dev.parley.media.AudioFormat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Synthesisers with open connections, ahead of need. Per voice and format it keeps some idle ones, opens more before the
 * last is taken, reconnects those that the service dropped, and lets go of all but one where nobody asks for half a minute, of
 * that one after ten minutes. All together are bounded; who finds none waits in a bounded line, first come first served.
 * Thread-safe; never blocks.
 */
final class SynthesiserPool {
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);
    /** 30 s: what a burst of answers needed is soon needed again; later it only costs, some 0.4 % of a core each. */
    private static final Duration SURPLUS_FOR = Duration.ofSeconds(30);
    /** 3 s: how long a connection may take that is opened ahead of need, before it is tried again. */
    private static final Duration CONNECTING = Duration.ofSeconds(3);
    /** Waiting ones per synthesis allowed: beyond it the wait would outlast every deadline. */
    private static final int LINE_PER_SYNTHESIS = 4;
    /**
     * So many are left at least, where as many are kept: the last one is taken while another is there or on its way. A spare one
     * that nobody took goes half a minute later.
     */
    private static final int REFILL_BELOW = 2;

    /** Any will do to find out whether the key is right: a connection belongs to no voice. */
    private static final Key LOOK = new Key("", AudioFormat.PCM_16K, false);

    private static final Logger LOG = Logger.getLogger(SynthesiserPool.class.getName());

    private final AzureEndpoint endpoint;
    private final int keep;
    private final int limit;
    private final ExecutorService natives;
    private final Retirement retirement;
    private final LongSupplier nanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Shelf> shelves = new HashMap<>();
    private final Deque<Waiting> line = new ArrayDeque<>();
    private int live;
    private boolean closed;

    /**
     * What a synthesiser is opened for.
     *
     * @param streamed whether its texts come in pieces
     */
    record Key(String voice, AudioFormat format, boolean streamed) {}

    /** One synthesiser lent to one text. */
    record Lent(Key key, NativeSynthesiser synthesiser) {}

    private record Waiting(Key key, Consumer<Lent> taker) {}

    private record Idle(NativeSynthesiser synthesiser, long sinceNanos) {}

    private static final class Shelf {
        final Deque<Idle> idle = new ArrayDeque<>();
        int opening;
        long askedNanos;
    }

    SynthesiserPool(AzureEndpoint endpoint, ExecutorService natives, Retirement retirement) {
        this(endpoint, natives, retirement, System::nanoTime);
    }

    SynthesiserPool(AzureEndpoint endpoint, ExecutorService natives, Retirement retirement, LongSupplier nanos) {
        this.endpoint = endpoint;
        this.keep = endpoint.settings().synthesisPool();
        this.limit = endpoint.settings().synthesisLimit();
        this.natives = natives;
        this.retirement = retirement;
        this.nanos = nanos;
    }

    /** Fills the shelf of this key. */
    void warm(Key key) {
        lock.lock();
        try {
            var shelf = shelf(key);
            while (!closed && shelf.idle.size() + shelf.opening < keep && live < limit) {
                open(key, shelf);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a synthesiser to {@code taker}, at once or when one is free.
     *
     * @return false when the line is full or the pool closed; the taker is then not called
     */
    boolean take(Key key, Consumer<Lent> taker) {
        Lent found;
        lock.lock();
        try {
            if (closed || line.size() >= limit * LINE_PER_SYNTHESIS) {
                return false;
            }
            var shelf = shelf(key);
            found = warmest(shelf)
                    .map(synthesiser -> new Lent(key, synthesiser))
                    .orElse(null);
            if (found == null) {
                line.add(new Waiting(key, taker));
                openForTheLine();
            } else if (shelf.idle.size() + shelf.opening < refillBelow() && live < limit) {
                open(key, shelf);
            }
        } finally {
            lock.unlock();
        }
        if (found != null) {
            taker.accept(found);
        }
        return true;
    }

    private int refillBelow() {
        return Math.min(keep, Math.max(REFILL_BELOW, keep / 2));
    }

    /** Whoever waited gave up. */
    void leaveLine(Consumer<Lent> taker) {
        lock.lock();
        try {
            line.removeIf(waiting -> waiting.taker() == taker);
        } finally {
            lock.unlock();
        }
    }

    /** Takes back one on which nothing is under way. */
    void giveBack(Lent lent) {
        Waiting next;
        lock.lock();
        try {
            if (closed) {
                discard(lent.synthesiser());
                return;
            }
            next = firstInLine(lent.key());
            if (next == null) {
                shelf(lent.key()).idle.addLast(new Idle(lent.synthesiser(), nanos.getAsLong()));
                openForTheLine();
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.taker().accept(lent);
        }
    }

    /** One that was lent is no more. */
    void gone(Key key) {
        lock.lock();
        try {
            live--;
            openForTheLine();
            var shelf = shelf(key);
            if (!closed && shelf.idle.size() + shelf.opening < keep && live < limit) {
                open(key, shelf);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * To be called every few seconds: reconnects what lost its connection, drops what is too much or too old, looks whether a
     * refused key is right again.
     */
    void tend() {
        long now = nanos.getAsLong();
        List<NativeSynthesiser> cold = new ArrayList<>();
        lock.lock();
        try {
            for (Iterator<Shelf> all = shelves.values().iterator(); all.hasNext(); ) {
                var shelf = all.next();
                int kept = kept(keep, Duration.ofNanos(now - shelf.askedNanos));
                while (shelf.idle.size() > kept && now - shelf.idle.getFirst().sinceNanos() > SURPLUS_FOR.toNanos()) {
                    discard(shelf.idle.removeFirst().synthesiser());
                }
                if (kept == 0 && shelf.opening == 0 && shelf.idle.isEmpty()) {
                    all.remove();
                }
                shelf.idle.stream()
                        .filter(idle -> now - idle.sinceNanos() > CONNECTING.toNanos())
                        .map(Idle::synthesiser)
                        .filter(synthesiser -> !synthesiser.isConnected())
                        .forEach(cold::add);
            }
        } finally {
            lock.unlock();
        }
        cold.forEach(synthesiser -> natives.execute(() -> connect(synthesiser)));
        if (endpoint.key().refused()) {
            natives.execute(this::lookAgain);
        }
    }

    /** A server that is not ready is sent no calls, so it finds out by itself that its key is right again. */
    private void lookAgain() {
        if (!endpoint.key().mayConnect()) {
            return;
        }
        try {
            var synthesiser = new NativeSynthesiser(endpoint, LOOK);
            try {
                synthesiser.connect();
            } finally {
                retirement.release(synthesiser);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "The Speech service could not be looked at", e);
        }
    }

    /** How many of the wanted idle ones are kept of a voice and format that nobody has asked for in this time. */
    static int kept(int wanted, Duration quiet) {
        if (quiet.compareTo(SURPLUS_FOR) <= 0) {
            return wanted;
        }
        return quiet.compareTo(FORGET_AFTER) <= 0 ? 1 : 0;
    }

    /** Ends all idle ones; those lent end when they come back. Nobody in line is served any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            line.clear();
            shelves.values().forEach(shelf -> shelf.idle.forEach(idle -> discard(idle.synthesiser())));
            shelves.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Synthesisers that exist or are being opened. */
    int live() {
        lock.lock();
        try {
            return live;
        } finally {
            lock.unlock();
        }
    }

    private Shelf shelf(Key key) {
        var shelf = shelves.computeIfAbsent(key, k -> new Shelf());
        shelf.askedNanos = nanos.getAsLong();
        return shelf;
    }

    private static Optional<NativeSynthesiser> warmest(Shelf shelf) {
        for (var newestFirst = shelf.idle.descendingIterator(); newestFirst.hasNext(); ) {
            var synthesiser = newestFirst.next().synthesiser();
            if (synthesiser.isConnected()) {
                newestFirst.remove();
                return Optional.of(synthesiser);
            }
        }
        return Optional.ofNullable(shelf.idle.pollLast()).map(Idle::synthesiser);
    }

    private Waiting firstInLine(Key key) {
        for (var all = line.iterator(); all.hasNext(); ) {
            var waiting = all.next();
            if (waiting.key().equals(key)) {
                all.remove();
                return waiting;
            }
        }
        return null;
    }

    /** As many as wait and the limit allows; an idle one of another key makes room. */
    private void openForTheLine() {
        Map<Key, Integer> wanted = new HashMap<>();
        line.forEach(waiting -> wanted.merge(waiting.key(), 1, Integer::sum));
        wanted.forEach((key, count) -> {
            var shelf = shelf(key);
            while (shelf.opening < count && (live < limit || madeRoom())) {
                open(key, shelf);
            }
        });
    }

    private boolean madeRoom() {
        for (var shelf : shelves.values()) {
            if (!shelf.idle.isEmpty()) {
                discard(shelf.idle.removeFirst().synthesiser());
                return true;
            }
        }
        return false;
    }

    private void open(Key key, Shelf shelf) {
        live++;
        shelf.opening++;
        try {
            natives.execute(() -> opened(key));
        } catch (RejectedExecutionException serverStops) {
            live--;
            shelf.opening--;
        }
    }

    private void opened(Key key) {
        NativeSynthesiser synthesiser = null;
        try {
            synthesiser = new NativeSynthesiser(endpoint, key);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "A synthesiser could not be opened", e);
        }
        boolean awaited;
        lock.lock();
        try {
            shelf(key).opening--;
            if (synthesiser == null) {
                live--;
                return;
            }
            awaited = line.stream().anyMatch(waiting -> waiting.key().equals(key));
        } finally {
            lock.unlock();
        }
        if (!awaited) {
            // a text that is spoken while this is under way would open a second connection
            connect(synthesiser);
        }
        giveBack(new Lent(key, synthesiser));
    }

    private static void connect(NativeSynthesiser synthesiser) {
        try {
            if (synthesiser.mayConnect()) {
                synthesiser.connect();
            }
        } catch (RuntimeException e) {
            // the text that comes to use it tries again and says what is wrong
            LOG.log(Level.FINE, "A synthesiser did not connect ahead of need", e);
        }
    }

    private void discard(NativeSynthesiser idle) {
        live--;
        try {
            retirement.release(idle);
        } catch (RejectedExecutionException serverStops) {
            LOG.log(Level.FINE, "The process ends with its connections", serverStops);
        }
    }
}
