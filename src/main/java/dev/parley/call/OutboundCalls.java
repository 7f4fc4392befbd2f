package dev.parley.call;

import dev.parley.sessions.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Places calls of ours. */
@ApplicationScoped
public class OutboundCalls {
    private static final Logger LOG = Logger.getLogger(OutboundCalls.class.getName());

    private final Doors doors;
    private final Plans plans;
    private final CallBook book;
    private final CallControl control;
    private final SessionStore sessions;
    private final SharedCalls shared;
    private final InstantSource clock = InstantSource.system();

    OutboundCalls() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public OutboundCalls(
            Doors doors, Plans plans, CallBook book, CallControl control, SessionStore sessions, SharedCalls shared) {
        this.doors = doors;
        this.plans = plans;
        this.book = book;
        this.control = control;
        this.sessions = sessions;
        this.shared = shared;
    }

    /**
     * Dials.
     *
     * @return completes when ACS took the call, or with {@link CallControlFailed}
     * @throws CallRefused when this server takes no call now
     * @throws UnknownPersona when {@code context.persona} names none
     */
    public CompletionStage<CallDetails> initiate(
            PhoneNumber target, Map<String, String> context, Optional<String> traceParent) {
        doors.closed().ifPresent(reason -> {
            throw new CallRefused(reason);
        });
        var plan = plans.outbound(target, context, traceParent);
        var call = book.add(plan);
        var initiating = call.details();
        return control.create(plan).handle((placed, failure) -> {
            if (failure == null) {
                call.accepted(placed.connectionId(), clock.instant());
                shared.share(call);
                LOG.log(Level.INFO, "Call {0} dialled for {1}", new Object[] {plan.callId(), plan.personaId()});
                return initiating;
            }
            call.over(CallStatus.FAILED, "dialling failed", clock.instant());
            shared.share(call);
            sessions.forget(plan.callId());
            throw new CompletionException(Failures.causeOf(failure));
        });
    }
}
