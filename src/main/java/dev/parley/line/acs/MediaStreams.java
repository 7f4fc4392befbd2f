package dev.parley.line.acs;

import dev.parley.call.MediaAdmission;
import dev.parley.call.MediaCall;
import dev.parley.config.Settings;
import dev.parley.conversation.ConversationListener;
import dev.parley.conversation.ConversationRefused;
import dev.parley.conversation.Conversations;
import dev.parley.conversation.LiveConversation;
import dev.parley.line.LineMeter;
import dev.parley.line.Wire;
import dev.parley.media.AudioFormat;
import dev.parley.media.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The media sockets of this node and the calls they carry: the first socket of a call begins its conversation, a later one
 * takes it over. The lock is taken when a socket joins or leaves, not per frame. Thread-safe.
 */
@ApplicationScoped
public class MediaStreams {
    private final MediaAdmission admission;
    private final Conversations conversations;
    private final Ticker ticker;
    private final Duration lead;
    private final LineMeter metrics;
    private final Map<String, Carried> calls = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    MediaStreams() {
        this(null, null, null, Duration.ZERO, null);
    }

    @Inject
    public MediaStreams(
            MediaAdmission admission,
            Conversations conversations,
            Ticker ticker,
            Settings settings,
            LineMeter metrics) {
        this(admission, conversations, ticker, settings.conversation().lead(), metrics);
    }

    MediaStreams(
            MediaAdmission admission, Conversations conversations, Ticker ticker, Duration lead, LineMeter metrics) {
        this.metrics = metrics;
        this.admission = admission;
        this.conversations = conversations;
        this.ticker = ticker;
        this.lead = lead;
    }

    /**
     * A socket opened whose upgrade was authenticated.
     *
     * @param key our single-call key; empty: a guest
     * @param connectionId ACS's id of the call
     */
    MediaStream opened(Wire wire, Optional<String> key, Optional<String> connectionId) {
        var stream = new MediaStream(this, wire, metrics);
        if (key.isEmpty()) {
            return stream;
        }
        var call = admission.admit(key.get());
        if (call.isEmpty() || !admission.bind(call.get(), connectionId)) {
            stream.refuse(CloseCodes.NOT_ALLOWED, "no such call");
        }
        call.ifPresent(stream::carries);
        return stream;
    }

    /** A call of its own for a socket without key. */
    MediaCall guest(AudioFormat format) {
        var call = admission
                .admitGuest(format.sampleRateHz())
                .orElseThrow(() -> new ConversationRefused("nobody can answer"));
        admission.bind(call, Optional.empty());
        return call;
    }

    /**
     * Attaches a socket to its call: begins the conversation or takes it over.
     *
     * @throws ConversationRefused when it cannot begin, or its audio has another format than the call's
     */
    Joined join(MediaStream stream, MediaCall call, AudioFormat format, Wire wire) {
        lock.lock();
        try {
            var carried = calls.get(call.callId());
            var live = conversations.find(call.callId());
            var line = new AcsLine(format, lead, wire, ticker, metrics);
            if (carried == null || live.isEmpty()) {
                return begin(stream, call, line);
            }
            if (!carried.line.format().equals(format)) {
                throw new ConversationRefused("this call's audio has another rate");
            }
            return takeOver(stream, carried, live.get(), line);
        } finally {
            lock.unlock();
        }
    }

    private Joined begin(MediaStream stream, MediaCall call, AcsLine line) {
        var carried = new Carried(line);
        calls.put(call.callId(), carried);
        try {
            var live = conversations.begin(admission.opening(call), line, forgetting(admission.listener()));
            carried.audio = new CallerAudio(line.format(), live, call.callerNumber(), metrics);
            return joined(stream, carried, live);
        } catch (RuntimeException refused) {
            calls.remove(call.callId());
            throw refused;
        }
    }

    private Joined takeOver(MediaStream stream, Carried carried, LiveConversation live, AcsLine line) {
        var old = carried.line;
        carried.line = line;
        carried.audio.hearFrom(stream);
        live.attach(line);
        old.close("replaced");
        return joined(stream, carried, live);
    }

    private static Joined joined(MediaStream stream, Carried carried, LiveConversation live) {
        carried.audio.hearFrom(stream);
        carried.line.speakFor(live);
        return new Joined(live, carried.line, carried.audio);
    }

    /** A socket is gone; false: another one carries its call already. */
    boolean left(String callId, AcsLine line) {
        lock.lock();
        try {
            line.handOver();
            var carried = calls.get(callId);
            return carried != null && carried.line == line;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no lock: a conversation may end under the lock of its line. */
    private ConversationListener forgetting(ConversationListener listener) {
        return new ConversationListener() {
            @Override
            public void ended(String callId, Ending why, Duration lasted) {
                calls.remove(callId);
                listener.ended(callId, why, lasted);
            }

            @Override
            public void transfer(String callId, String to) {
                listener.transfer(callId, to);
            }
        };
    }

    /** What a socket needs of its call. */
    record Joined(LiveConversation conversation, AcsLine line, CallerAudio audio) {}

    private static final class Carried {
        private AcsLine line;
        private CallerAudio audio;

        Carried(AcsLine line) {
            this.line = line;
        }
    }
}
