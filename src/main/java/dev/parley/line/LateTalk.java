package dev.parley.line;

import dev.parley.call.CallRefused;
import dev.parley.call.UnknownPersona;
import dev.parley.conversation.ConversationRefused;
import dev.parley.conversation.Time;
import dev.parley.media.AudioFormat;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A socket whose talk begins only once the client has told how, from open to close; told anew, another talk follows. What comes
 * too early is kept within a bound. Frames come by one thread at a time; thread-safe.
 *
 * @param <F> frame of the client
 */
public final class LateTalk<F> {
    private static final Logger LOG = System.getLogger(LateTalk.class.getName());
    /** 10 s: a client tells it at once. */
    private static final Duration TELL_WITHIN = Duration.ofSeconds(10);
    /** 1 s of what the microphone heard before there was anybody to hear it; of more, the newest. */
    private static final int MOST_EARLY_BYTES = AudioFormat.PCM_24K.bytesIn(1_000);

    private static final int MOST_EARLY_FRAMES = 20;
    /** A client that stumbles may go on; one that speaks another protocol is told. */
    private static final int MOST_MALFORMED = 20;
    /** RFC 6455 §7.4.1. */
    private static final int PROTOCOL_ERROR = 1002;

    private static final int MALFORMED = 1007;

    private static final int UNEXPECTED = 1011;
    private static final int TRY_LATER = 1013;

    private final TalkSocket socket;
    private final Contract<F> contract;
    private final Time time;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Early<F>> early = new ArrayDeque<>();
    private Optional<Talk> talk = Optional.empty();
    private int beginning;
    private int malformed;
    private boolean told;
    private boolean over;

    /** What differs from one wire contract to another. */
    public interface Contract<F> {
        /** A frame of a talk that has begun. Under the lock of its socket; must not block. */
        void take(Talk talk, F frame);

        /** Frames that tell the client why there is no talk, or no more. */
        List<String> lastWords(String problem);
    }

    private record Early<F>(F frame, int audioBytes) {}

    /** @param threads runs what may wait for the session store */
    public LateTalk(Wire socket, Contract<F> contract, Executor threads, Time time) {
        this.socket = new TalkSocket(socket);
        this.contract = contract;
        this.threads = threads;
        this.time = time;
    }

    /** The socket is open: the client is waited for. */
    public void opened() {
        time.after(TELL_WITHIN, () -> threads.execute(this::waitedLongEnough));
    }

    private void waitedLongEnough() {
        lock.lock();
        try {
            if (!told) {
                refuse(PROTOCOL_ERROR, "how to begin was not told within 10 s");
            }
        } finally {
            lock.unlock();
        }
    }

    /** The client told how to begin. A talk that goes on already ends by that. */
    public void begin(Function<Wire, Talk> how) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            told = true;
            var wire = socket.next();
            talk.ifPresent(before -> before.left("the client begins anew"));
            talk = Optional.empty();
            int mine = ++beginning;
            threads.execute(() -> begin(mine, () -> how.apply(wire)));
        } finally {
            lock.unlock();
        }
    }

    private void begin(int number, Supplier<Talk> how) {
        try {
            begun(number, how.get());
        } catch (UnknownPersona | CallRefused | ConversationRefused refused) {
            refuse(number, TRY_LATER, refused.getMessage());
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "a talk could not begin", failed);
            refuse(number, UNEXPECTED, "unexpected failure");
        }
    }

    private void begun(int number, Talk begun) {
        lock.lock();
        try {
            if (over || number != beginning) {
                begun.left("the client did not wait");
                return;
            }
            talk = Optional.of(begun);
            while (!early.isEmpty() && talk.isPresent()) {
                contract.take(begun, early.remove().frame());
            }
        } finally {
            lock.unlock();
        }
    }

    private void refuse(int number, int code, String reason) {
        lock.lock();
        try {
            if (number == beginning) {
                refuse(code, reason);
            }
        } finally {
            lock.unlock();
        }
    }

    /** @param audioBytes of its audio; 0: it is none */
    public void received(F frame, int audioBytes) {
        lock.lock();
        try {
            if (talk.isPresent()) {
                contract.take(talk.get(), frame);
            } else if (!over) {
                keep(new Early<>(frame, audioBytes));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * What came is no frame: {@code tell} tells the client. Who has not yet begun, or stumbles again and again, is refused.
     */
    public void malformed(String reason, Runnable tell) {
        lock.lock();
        try {
            if (!told || ++malformed > MOST_MALFORMED) {
                refuse(MALFORMED, reason);
            } else {
                tell.run();
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(Early<F> frame) {
        early.add(frame);
        while (early.stream().mapToInt(Early::audioBytes).sum() > MOST_EARLY_BYTES) {
            early.remove(early.stream()
                    .filter(one -> one.audioBytes() > 0)
                    .findFirst()
                    .orElseThrow());
        }
        if (early.stream().filter(one -> one.audioBytes() == 0).count() > MOST_EARLY_FRAMES) {
            refuse(PROTOCOL_ERROR, "too many frames before there is a talk");
        }
    }

    /** Whether the client has told how to begin. */
    public boolean told() {
        lock.lock();
        try {
            return told;
        } finally {
            lock.unlock();
        }
    }

    public Optional<Talk> talk() {
        lock.lock();
        try {
            return talk;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the socket with a code (RFC 6455 §7.4) and a reason, which the client is told in its own words too. */
    public void refuse(int code, String reason) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over("refused: " + reason);
            socket.refuse(contract.lastWords(reason), code, reason);
        } finally {
            lock.unlock();
        }
    }

    /** The socket is gone. */
    public void closed() {
        lock.lock();
        try {
            if (!over) {
                over("the client closed the socket");
            }
        } finally {
            lock.unlock();
        }
    }

    private void over(String reason) {
        over = true;
        told = true;
        early.clear();
        socket.next();
        talk.ifPresent(live -> live.left(reason));
        talk = Optional.empty();
    }
}
