package dev.parley.emulator.acs;

import dev.parley.emulator.acs.PhoneCall.EndedBy;
import dev.parley.emulator.acs.PhoneCall.Order;
import dev.parley.emulator.acs.PhoneCall.State;
import dev.parley.emulator.acs.caller.CallAudio;
import dev.parley.emulator.acs.events.CallEvents;
import dev.parley.emulator.acs.events.CallEvents.Result;
import dev.parley.emulator.acs.events.Callbacks;
import dev.parley.emulator.acs.events.EventGrid;
import dev.parley.emulator.acs.events.SigningKeys;
import dev.parley.emulator.acs.media.MediaTicker;
import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.requests.RequestLog;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;

/**
 * The telephone exchange: brings calls about, connects them, ends them. It decides when which event leaves; the order of callbacks
 * and media socket differs from call to call by the call's seed, because the real one promises none. Thread-safe, returns at once.
 */
@ApplicationScoped
public class Exchange {
    /** The most that callbacks and socket differ. */
    private static final int MOST_DISORDER_MS = 80;

    /** How long a busy line takes to say so. */
    private static final int BUSY_MS = 300;

    /** From a transfer to the end of the server's part. */
    private static final int LEAVING_MS = 300;

    private final AcsSettings settings;
    private final PhoneCalls calls;
    private final Callees callees;
    private final Callbacks callbacks;
    private final EventGrid eventGrid;
    private final MediaSubscription.Service service;
    private final BenchMode bench;
    private MediaTicker ticker;

    @Inject
    public Exchange(
            AcsSettings settings,
            PhoneCalls calls,
            Callees callees,
            Callbacks callbacks,
            EventGrid eventGrid,
            Wire wire,
            SigningKeys keys,
            CallFaults faults,
            RequestLog log,
            BenchMode bench,
            Latencies latencies) {
        this.settings = settings;
        this.calls = calls;
        this.callees = callees;
        this.callbacks = callbacks;
        this.eventGrid = eventGrid;
        this.bench = bench;
        this.service = new MediaSubscription.Service(wire, keys, callbacks, faults, log, latencies);
    }

    Exchange() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    @PostConstruct
    void start() {
        int lanes = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
        ticker = new MediaTicker(wire().threads(), lanes);
    }

    @PreDestroy
    void stop() {
        ticker.close();
    }

    private Wire wire() {
        return service.wire();
    }

    /** Somebody calls the server; empty if too many already do. */
    public Optional<PhoneCall> place(Order order) {
        var call = new PhoneCall(order);
        if (!calls.add(call)) {
            return Optional.empty();
        }
        eventGrid.announce(call);
        wire().later(settings.answerWithinMs(), () -> unanswered(call, false));
        return Optional.of(call);
    }

    /** The server calls somebody; empty if too many calls are live. */
    public Optional<PhoneCall> create(String from, String to, Leg leg) {
        Callees.Callee callee = callees.at(to, settings);
        var call = new PhoneCall(new Order(
                from,
                to,
                false,
                callee.callerRateHz(),
                callee.human(),
                callee.script(),
                callee.downlinkMs(),
                callee.jitterMs(),
                Objects.hash(from, to, callee.script()),
                Optional.empty(),
                MediaToken.VALID));
        call.answer(leg);
        if (!calls.add(call)) {
            return Optional.empty();
        }
        switch (Callees.reaction(to)) {
            case ANSWERS -> wire().later(callee.ringMs(), () -> connect(call));
            case NEVER_ANSWERS -> wire().later(settings.answerWithinMs(), () -> unanswered(call, true));
            case BUSY ->
                wire().later(
                                BUSY_MS,
                                () -> createFailed(
                                        call, EndedBy.REJECTED, new Result(486, 10_486, "The callee is busy.")));
        }
        return Optional.of(call);
    }

    /** The server takes a call; a second time changes nothing, as with the real service. False if the caller is gone. */
    public boolean answer(PhoneCall call, Leg leg) {
        if (call.answer(leg)) {
            wire().later(call.someMs(MOST_DISORDER_MS), () -> connect(call));
            return true;
        }
        if (call.answered()) {
            call.problem("the call was answered more than once");
        }
        return call.state() != State.ENDED;
    }

    /** The server does not take a call; false if it was taken or is over. */
    public boolean reject(PhoneCall call) {
        return !call.answered() && end(call, EndedBy.REJECTED);
    }

    private void connect(PhoneCall call) {
        Leg leg = call.leg().orElseThrow();
        Order order = call.order();
        long start = System.nanoTime();
        var audio = new CallAudio(
                new CallAudio.Terms(
                        leg.media().map(Leg.Media::sampleRateHz).orElse(order.callerRateHz()),
                        order.callerRateHz(),
                        order.human(),
                        order.downlinkMs(),
                        order.jitterMs(),
                        order.seed(),
                        bench.canned()),
                order.script(),
                () -> (System.nanoTime() - start) / 1_000_000,
                wire().workers(),
                () -> wire().workers().execute(() -> end(call, EndedBy.CALLER)));
        Optional<MediaSubscription> media =
                leg.media().map(options -> new MediaSubscription(call, options, audio, service));
        if (!call.connect(audio, media)) {
            if (order.inbound()) {
                callbacks.send(call, CallEvents.answerFailed(call, new Result(404, 8522, "The caller is gone.")));
            }
            return;
        }
        ticker.add(audio);
        wire().later(call.someMs(MOST_DISORDER_MS), () -> {
            callbacks.send(call, CallEvents.connected(call));
            callbacks.send(call, CallEvents.participants(call, 1));
        });
        if (leg.media().map(Leg.Media::start).orElse(false)) {
            wire().later(call.someMs(MOST_DISORDER_MS), media.orElseThrow()::start);
        }
    }

    private void unanswered(PhoneCall call, boolean ofServer) {
        if (ofServer) {
            createFailed(call, EndedBy.UNANSWERED, new Result(480, 10_480, "The callee did not answer."));
        } else if (!call.answered()) {
            end(call, EndedBy.UNANSWERED);
        }
    }

    private void createFailed(PhoneCall call, EndedBy by, Result result) {
        if (call.end(by)) {
            callbacks.send(call, CallEvents.createFailed(call, result));
            calls.retire(call);
        }
    }

    /** Ends a call from either side; false if it had ended. */
    public boolean end(PhoneCall call, EndedBy by) {
        boolean told = call.answered();
        if (!call.end(by)) {
            return false;
        }
        call.audio().ifPresent(audio -> {
            ticker.remove(audio);
            audio.finish();
        });
        Runnable media = () -> call.media().ifPresent(MediaSubscription::stop);
        Runnable disconnected = () -> {
            if (told) {
                callbacks.send(call, CallEvents.disconnected(call, new Result(200, 560_000, "The call has ended.")));
            }
        };
        if (call.someMs(1) == 0) {
            media.run();
            disconnected.run();
        } else {
            disconnected.run();
            media.run();
        }
        calls.retire(call);
        return true;
    }

    /**
     * The server hands the person to somebody else: a number rings like one that the server calls, any other identity does
     * not exist. False while another transfer is under way.
     */
    public boolean transfer(PhoneCall call, String to, Optional<String> context) {
        if (!call.beginTransfer()) {
            return false;
        }
        if (!to.startsWith("+")) {
            wire().later(
                            BUSY_MS,
                            () -> notTransferred(call, context, new Result(404, 10_404, "There is no such user.")));
            return true;
        }
        switch (Callees.reaction(to)) {
            case ANSWERS -> wire().later(callees.at(to, settings).ringMs(), () -> transferred(call, to, context));
            case NEVER_ANSWERS ->
                wire().later(
                                settings.answerWithinMs(),
                                () -> notTransferred(
                                        call, context, new Result(480, 10_480, "The target did not answer.")));
            case BUSY ->
                wire().later(
                                BUSY_MS,
                                () -> notTransferred(call, context, new Result(486, 10_486, "The target is busy.")));
        }
        return true;
    }

    private void transferred(PhoneCall call, String to, Optional<String> context) {
        if (call.transferred(to)) {
            callbacks.send(call, CallEvents.transferAccepted(call, to, context));
            wire().later(LEAVING_MS, () -> end(call, EndedBy.TRANSFER));
        }
    }

    private void notTransferred(PhoneCall call, Optional<String> context, Result result) {
        call.transferFailed();
        if (call.state() != State.ENDED) {
            callbacks.send(call, CallEvents.transferFailed(call, context, result));
        }
    }

    /** Ends a call if it is live, and forgets it. */
    public void forget(PhoneCall call) {
        end(call, EndedBy.CALLER);
        calls.forget(call);
    }

    /** The server asks for the stream; false if it agreed on none when it took the call. */
    public boolean startStreaming(PhoneCall call) {
        call.media().ifPresent(media -> wire().workers().execute(media::start));
        return call.media().isPresent();
    }

    /** The server wants no more of the stream; false if there is none. */
    public boolean stopStreaming(PhoneCall call) {
        call.media().ifPresent(media -> wire().workers().execute(media::stop));
        return call.media().isPresent();
    }
}
