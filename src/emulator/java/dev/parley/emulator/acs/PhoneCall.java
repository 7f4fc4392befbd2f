package dev.parley.emulator.acs;

import dev.parley.emulator.acs.caller.CallAudio;
import dev.parley.emulator.acs.caller.ScriptStep;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** One emulated call, from ringing to its end and for a while after. Thread-safe. */
public final class PhoneCall {
    private static final int MOST_PROBLEMS = 100;

    private final String id = UUID.randomUUID().toString();
    private final Order order;
    private final String callConnectionId = UUID.randomUUID().toString();
    private final String correlationId = UUID.randomUUID().toString();
    private final String serverCallId = encoded("https://emulator.conv.skype.com/conv/" + UUID.randomUUID());
    private final String incomingCallContext =
            encoded("{\"call\":\"" + UUID.randomUUID() + "\",\"padding\":\"") + pad();
    private final Instant placed = Instant.now();
    private final Random dice;
    private final List<String> problems = new ArrayList<>();

    private State state = State.RINGING;
    private boolean answered;
    private Optional<EndedBy> endedBy = Optional.empty();
    private Optional<Leg> leg = Optional.empty();
    private Optional<CallAudio> audio = Optional.empty();
    private Optional<MediaSubscription> media = Optional.empty();
    private boolean recordingDropped;
    private boolean transferring;
    private Optional<String> transferredTo = Optional.empty();

    /** Where a call stands, as the control API says it. */
    public enum State {
        RINGING,
        CONNECTED,
        ENDED
    }

    /** Why a call ended. */
    public enum EndedBy {
        CALLER,
        AGENT,
        UNANSWERED,
        REJECTED,
        TRANSFER,
        ERROR
    }

    /**
     * What somebody asked for.
     *
     * @param from number of the phone that calls
     * @param to number that is called
     * @param inbound whether the emulated person calls the server, or is called by it
     * @param callerRateHz rate of the person's phone; the media stream has the rate the server asks for
     * @param human whether the person's ear is human
     * @param script what the person does
     * @param downlinkMs delay from play-out to ear
     * @param jitterMs up to so much more
     * @param seed of everything random in this call
     * @param announceTo where Event Grid announces it instead of the configured endpoint
     * @param mediaToken with which its media socket is opened
     */
    public record Order(
            String from,
            String to,
            boolean inbound,
            int callerRateHz,
            boolean human,
            List<ScriptStep> script,
            int downlinkMs,
            int jitterMs,
            long seed,
            Optional<URI> announceTo,
            MediaToken mediaToken) {
        public Order {
            script = List.copyOf(script);
        }

        /** The number of the emulated person. */
        public String person() {
            return inbound ? from : to;
        }
    }

    public PhoneCall(Order order) {
        this.order = order;
        this.dice = new Random(order.seed());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The real context is 1-2 KB long, and servers must not mind. */
    private static String pad() {
        return ".".concat("eyJlbXVsYXRlZCI6dHJ1ZX0".repeat(50));
    }

    /** Told to the server and bound to it; false if somebody was faster or the call has ended. */
    synchronized boolean answer(Leg by) {
        if (answered || state != State.RINGING) {
            return false;
        }
        answered = true;
        leg = Optional.of(by);
        return true;
    }

    /** Both sides hear each other from now on; false if the call has ended. */
    synchronized boolean connect(CallAudio talk, Optional<MediaSubscription> stream) {
        if (state != State.RINGING) {
            return false;
        }
        state = State.CONNECTED;
        audio = Optional.of(talk);
        media = stream;
        return true;
    }

    /** Ends the call; false if it had ended before. */
    synchronized boolean end(EndedBy by) {
        if (state == State.ENDED) {
            return false;
        }
        state = State.ENDED;
        endedBy = Optional.of(by);
        return true;
    }

    /** A transfer begins; false while another one is under way. */
    synchronized boolean beginTransfer() {
        boolean first = !transferring;
        transferring = true;
        return first;
    }

    /** Nobody took the person. */
    synchronized void transferFailed() {
        transferring = false;
    }

    /** Ends the server's part, because somebody else has the person now; false if the call had ended before. */
    synchronized boolean transferred(String to) {
        if (state == State.ENDED) {
            return false;
        }
        transferredTo = Optional.of(to);
        return true;
    }

    /** Notes something that the server did against the protocol. */
    public synchronized void problem(String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(what);
        }
    }

    /** 0 up to {@code mostMs}, by the call's seed. */
    synchronized int someMs(int mostMs) {
        return dice.nextInt(mostMs + 1);
    }

    synchronized void dropRecording() {
        audio.ifPresent(talk -> talk.recording().drop());
        recordingDropped = true;
    }

    /** Whether its audio had to make room for that of later calls. */
    public synchronized boolean recordingDropped() {
        return recordingDropped;
    }

    public String id() {
        return id;
    }

    public Order order() {
        return order;
    }

    public String callConnectionId() {
        return callConnectionId;
    }

    public String correlationId() {
        return correlationId;
    }

    public String serverCallId() {
        return serverCallId;
    }

    /** The opaque text by which the server answers or rejects. */
    public String incomingCallContext() {
        return incomingCallContext;
    }

    public Instant placed() {
        return placed;
    }

    public synchronized State state() {
        return state;
    }

    /** Whether the server took the call, be it connected yet or not. */
    public synchronized boolean answered() {
        return answered;
    }

    public synchronized Optional<EndedBy> endedBy() {
        return endedBy;
    }

    /** The server's side, once it answered or as it created the call. */
    public synchronized Optional<Leg> leg() {
        return leg;
    }

    /** Who has the person now: a number or a raw id. */
    public synchronized Optional<String> transferredTo() {
        return transferredTo;
    }

    /** The talk, once connected. */
    public synchronized Optional<CallAudio> audio() {
        return audio;
    }

    /** The media stream, where the server asked for one. */
    public synchronized Optional<MediaSubscription> media() {
        return media;
    }

    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }
}
