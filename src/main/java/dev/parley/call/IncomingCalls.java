package dev.parley.call;

import dev.parley.sessions.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers calls that ring, each once however often it is delivered; declines them politely where nobody could answer. */
@ApplicationScoped
public class IncomingCalls {
    private static final Logger LOG = Logger.getLogger(IncomingCalls.class.getName());
    private static final Duration REMEMBERED = Duration.ofHours(24); // Event Grid repeats a delivery for up to a day

    private final Doors doors;
    private final Plans plans;
    private final CallBook book;
    private final CallControl control;
    private final SessionStore sessions;
    private final SharedCalls shared;
    private final InstantSource clock = InstantSource.system();

    IncomingCalls() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public IncomingCalls(
            Doors doors, Plans plans, CallBook book, CallControl control, SessionStore sessions, SharedCalls shared) {
        this.doors = doors;
        this.plans = plans;
        this.book = book;
        this.control = control;
        this.sessions = sessions;
        this.shared = shared;
    }

    /**
     * A call that rings.
     *
     * @param deliveryId of the event
     * @param correlationId of the call: one call may be delivered by several events
     * @param context opaque word with which it is answered
     * @param caller number or raw id
     * @param called our number or raw id
     * @param sampleRateHz what the trunk asks for this call, 16 000 or 24 000; else the server's setting
     */
    public record Ringing(
            String deliveryId,
            Optional<String> correlationId,
            String context,
            String caller,
            String called,
            Optional<Integer> sampleRateHz,
            Optional<String> traceParent) {
        @Override
        public String toString() {
            return "Ringing[" + deliveryId + "]";
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Answered(String callId, String connectionId) implements Outcome {}

        /** Declined, and why. */
        record Rejected(String reason) implements Outcome {}

        /** Delivered before; nothing was done. */
        record Repeated() implements Outcome {}

        /** Delivering it again may help if {@code retryable}. */
        record Failed(String reason, boolean retryable) implements Outcome {}
    }

    /** Never completes exceptionally; within the timeout of the phone network's operations. */
    public CompletionStage<Outcome> answer(Ringing ringing) {
        var claims = new String[] {
            "delivery:" + ringing.deliveryId(),
            "ringing:" + ringing.correlationId().orElse(ringing.deliveryId())
        };
        if (!sessions.claim(claims[0], REMEMBERED)) {
            return done(new Outcome.Repeated());
        }
        if (!sessions.claim(claims[1], REMEMBERED)) {
            return done(new Outcome.Repeated());
        }
        var closed = doors.closed();
        if (closed.isPresent()) {
            return reject(ringing, closed.get());
        }
        return take(ringing).thenApply(outcome -> {
            if (outcome instanceof Outcome.Failed failed && failed.retryable()) {
                sessions.release(claims[0]);
                sessions.release(claims[1]);
            }
            return outcome;
        });
    }

    private CompletionStage<Outcome> take(Ringing ringing) {
        var plan = plans.inbound(ringing);
        var call = book.add(plan);
        return control.answer(plan, ringing.context()).handle((placed, failure) -> {
            if (failure == null) {
                call.accepted(placed.connectionId(), clock.instant());
                shared.share(call);
                LOG.log(Level.INFO, "Call {0} answered by {1}", new Object[] {plan.callId(), plan.personaId()});
                return new Outcome.Answered(plan.callId(), placed.connectionId());
            }
            call.over(CallStatus.FAILED, "answering failed", clock.instant());
            shared.share(call);
            sessions.forget(plan.callId());
            var cause = Failures.causeOf(failure);
            LOG.log(Level.WARNING, "Call " + plan.callId() + " could not be answered", cause);
            return new Outcome.Failed(
                    "the call could not be answered", cause instanceof CallControlFailed f && f.retryable());
        });
    }

    private CompletionStage<Outcome> reject(Ringing ringing, String reason) {
        LOG.log(Level.WARNING, "An incoming call is rejected: {0}", reason);
        return control.reject(ringing.context()).handle((nothing, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "The call could not even be rejected; it rings on", Failures.causeOf(failure));
            }
            return new Outcome.Rejected(reason);
        });
    }

    private static CompletionStage<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
