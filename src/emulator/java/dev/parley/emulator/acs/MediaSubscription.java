package dev.parley.emulator.acs;

import dev.parley.emulator.acs.caller.CallAudio;
import dev.parley.emulator.acs.events.CallEvents;
import dev.parley.emulator.acs.events.Callbacks;
import dev.parley.emulator.acs.events.SigningKeys;
import dev.parley.emulator.acs.media.AgentMessage;
import dev.parley.emulator.acs.media.MediaConnection;
import dev.parley.emulator.acs.media.ServiceMessages;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.latency.Stage;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The media stream of one call: connects to the server's endpoint, comes back a few times when the connection breaks, and tells
 * the server by events how it stands. Frames come on the media clock, messages on the HTTP client's threads; nothing blocks.
 */
public final class MediaSubscription implements CallAudio.Uplink, MediaConnection.Listener {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Waits before each attempt to get a broken connection back. */
    private static final long[] RECONNECT_MS = {100, 500, 1500};

    private static final String MALFORMED = "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"AAA";
    /** How often a live socket asks whether a fault was put in force for its call: each 200 ms. */
    private static final int FRAMES_BETWEEN_FAULTS = 10;

    private final PhoneCall call;
    private final Leg.Media options;
    private final CallAudio audio;
    private final Service service;
    private final String subscriptionId = UUID.randomUUID().toString();
    private final ServiceMessages messages;

    private Phase phase = Phase.INACTIVE;
    private MediaConnection connection;
    private RequestEntry entry;
    private int attempt;
    private boolean everOpen;
    private int wrongMessages;
    /** Where the server's address leads by now. */
    private Optional<String> host = Optional.empty();

    // the fault of this connection; touched by the media clock alone once the connection is open
    private volatile Optional<Fault> fault = Optional.empty();
    private volatile long openedNanos;
    private boolean faultDone;
    private int framesSinceAsked;

    private enum Phase {
        INACTIVE,
        CONNECTING,
        ACTIVE
    }

    /** What a subscription needs of the service around it. */
    record Service(
            Wire wire, SigningKeys keys, Callbacks callbacks, CallFaults faults, RequestLog log, Latencies latencies) {}

    MediaSubscription(PhoneCall call, Leg.Media options, CallAudio audio, Service service) {
        this.call = call;
        this.options = options;
        this.audio = audio;
        this.service = service;
        this.messages = new ServiceMessages(
                subscriptionId, options.mixed() ? "" : "4:" + call.order().person(), options.sampleRateHz());
    }

    public String subscriptionId() {
        return subscriptionId;
    }

    /** Whether audio flows, as {@code mediaStreamingSubscription.state} says it. */
    public synchronized boolean active() {
        return phase == Phase.ACTIVE;
    }

    /** Begins to stream; nothing if it does already. */
    void start() {
        synchronized (this) {
            if (phase != Phase.INACTIVE) {
                return;
            }
            phase = Phase.CONNECTING;
            attempt = 0;
            everOpen = false;
        }
        connect();
    }

    private void connect() {
        fault = service.faults()
                .strikes(
                        call,
                        FaultKind.REFUSE,
                        FaultKind.THROTTLE,
                        FaultKind.DELAY,
                        FaultKind.STALL,
                        FaultKind.RESET,
                        FaultKind.GARBAGE,
                        FaultKind.WRONG_KEY);
        switch (fault.map(Fault::kind).orElse(FaultKind.STALL)) {
            case REFUSE, THROTTLE -> notOpened(0);
            case DELAY -> service.wire().later(fault.orElseThrow().afterMs(), this::open);
            default -> open();
        }
    }

    private void open() {
        boolean forged =
                fault.filter(each -> each.kind() == FaultKind.WRONG_KEY).isPresent();
        MediaToken token = forged ? MediaToken.FORGED : call.order().mediaToken();
        MediaConnection opening;
        synchronized (this) {
            if (phase != Phase.CONNECTING || call.state() == PhoneCall.State.ENDED) {
                return;
            }
            entry = service.log()
                    .open(AzureService.ACS, "media socket")
                    .note("call", call.id())
                    .note("attempt", attempt + 1);
            opening = new MediaConnection(
                    this, service.latencies().draw(Stage.NETWORK).orElse(0), service.wire()::later);
            connection = opening;
        }
        opening.open(
                service.wire().sockets(),
                url(),
                Map.of(
                        "Authorization", "Bearer " + token.from(service.keys()),
                        "x-ms-call-connection-id", call.callConnectionId(),
                        "x-ms-call-correlation-id", call.correlationId()),
                CONNECT);
    }

    private synchronized URI url() {
        var asked = options.transportUrl();
        return host.map(to ->
                        URI.create(asked.getScheme() + "://" + to + asked.getRawPath() + "?" + asked.getRawQuery()))
                .orElse(asked);
    }

    /** From now on connects to this host, as a load balancer may lead it, and does so at once. */
    public void moveTo(String hostAndPort) {
        MediaConnection open;
        synchronized (this) {
            host = Optional.of(hostAndPort);
            open = phase == Phase.ACTIVE ? connection : null;
        }
        if (open != null) {
            service.wire().workers().execute(open::drop);
        }
    }

    @Override
    public void opened(MediaConnection opened) {
        String how;
        synchronized (this) {
            if (opened != connection || phase != Phase.CONNECTING) {
                opened.close(1000, "");
                return;
            }
            phase = Phase.ACTIVE;
            how = everOpen ? "streamConnectionReestablished" : "subscriptionStarted";
            everOpen = true;
            attempt = 0;
            faultDone = false;
            openedNanos = System.nanoTime();
        }
        opened.send(messages.metadata());
        audio.attach(this);
        tell("Started", how);
    }

    @Override
    public void refused(MediaConnection refused, int status) {
        synchronized (this) {
            entry.close(status);
        }
        notOpened(status);
    }

    private void notOpened(int status) {
        if (everOpen() && retryLater()) {
            return;
        }
        synchronized (this) {
            if (phase != Phase.CONNECTING) {
                return;
            }
            phase = Phase.INACTIVE;
        }
        call.problem("the media socket was refused: " + (status == 0 ? "no connection" : "HTTP " + status));
        if (everOpen()) {
            tell("Failed", "streamConnectionUnsuccessful");
        } else {
            tell(
                    "Failed",
                    status == 401 || status == 403 ? "authenticationFailure" : "initialWebSocketConnectionFailed");
        }
    }

    private synchronized boolean everOpen() {
        return everOpen;
    }

    private boolean retryLater() {
        long wait;
        synchronized (this) {
            if (phase != Phase.CONNECTING || attempt >= RECONNECT_MS.length) {
                return false;
            }
            wait = RECONNECT_MS[attempt++];
        }
        service.wire().later(wait, this::connect);
        return true;
    }

    @Override
    public void lost(MediaConnection lost, String why) {
        synchronized (this) {
            if (lost != connection || phase != Phase.ACTIVE) {
                return;
            }
            entry.note("lost", why).close(101);
            phase = Phase.CONNECTING;
            connection = null;
        }
        audio.attach(null);
        if (call.state() == PhoneCall.State.ENDED) {
            return;
        }
        tell("Stopped", "streamConnectionInterrupted");
        retryLater();
    }

    @Override
    public void received(MediaConnection from, String text) {
        AgentMessage message = AgentMessage.parse(text);
        if (!options.bidirectional()) {
            wrong("a message came on a stream that is not bidirectional");
        } else {
            audio.received(message).ifPresent(this::wrong);
        }
    }

    @Override
    public void receivedBinary(MediaConnection from) {
        wrong("a binary message came");
    }

    private void wrong(String problem) {
        call.problem(problem);
        synchronized (this) {
            wrongMessages++;
            entry.note("protocolErrors", wrongMessages).note("protocolError", problem);
        }
    }

    /** Ends the stream and tells the server so, if it was active. */
    void stop() {
        MediaConnection open;
        boolean wasActive;
        synchronized (this) {
            wasActive = phase == Phase.ACTIVE;
            phase = Phase.INACTIVE;
            open = connection;
            connection = null;
            if (wasActive) {
                entry.close(101);
            }
        }
        audio.attach(null);
        if (open != null) {
            open.close(1000, "");
        }
        if (wasActive) {
            tell("Stopped", "subscriptionStopped");
        }
    }

    private void tell(String outcome, String details) {
        service.callbacks().send(call, CallEvents.mediaStreaming(call, outcome, details));
    }

    // on the media clock

    @Override
    public void audio(short[] pcm) {
        MediaConnection to = current();
        if (to != null && !faulty(to)) {
            to.send(messages.audio(pcm));
        }
    }

    @Override
    public void dtmf(char key) {
        MediaConnection to = current();
        if (to != null && options.dtmf()) {
            to.send(messages.dtmf(key));
        }
    }

    private synchronized MediaConnection current() {
        return phase == Phase.ACTIVE ? connection : null;
    }

    /** Plays the fault of the connection, if it has one; true if the frame must not be sent. */
    private boolean faulty(MediaConnection to) {
        if (fault.isEmpty() && ++framesSinceAsked >= FRAMES_BETWEEN_FAULTS) {
            framesSinceAsked = 0;
            fault = service.faults().strikes(call, FaultKind.STALL, FaultKind.RESET, FaultKind.GARBAGE);
            faultDone = false;
            openedNanos = System.nanoTime();
        }
        if (fault.isEmpty()
                || (System.nanoTime() - openedNanos) / 1_000_000 < fault.get().afterMs()) {
            return false;
        }
        switch (fault.get().kind()) {
            case STALL -> {
                return true;
            }
            case RESET -> {
                fault = Optional.empty();
                service.wire().workers().execute(to::drop);
                return true;
            }
            case GARBAGE -> {
                if (!faultDone) {
                    faultDone = true;
                    to.send(MALFORMED);
                }
            }
            default -> {
                // the other kinds strike before a connection is open
            }
        }
        return false;
    }
}
