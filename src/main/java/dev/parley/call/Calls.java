package dev.parley.call;

import dev.parley.conversation.ConversationListener.Ending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is done to calls that exist, whichever node has them: by people, and by what the phone network tells. Thread-safe; waits
 * for the session store at most.
 */
@ApplicationScoped
public class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class.getName());

    private final CallBook book;
    private final SharedCalls shared;
    private final HangUps hangUps;
    private final InstantSource clock = InstantSource.system();

    Calls() {
        this(null, null, null);
    }

    @Inject
    public Calls(CallBook book, SharedCalls shared, HangUps hangUps) {
        this.book = book;
        this.shared = shared;
        this.hangUps = hangUps;
    }

    /** Ends a call at an operator's wish; empty when there is none of that id. Harmless when it is over. */
    public Optional<CallDetails> hangUp(String id) {
        var call = shared.find(Optional.of(id), Optional.of(id));
        call.ifPresent(shared::refresh);
        call.ifPresent(found -> hangUps.hangUp(found, Ending.ENDED_BY_OPERATOR, "operator"));
        return call.map(Call::details);
    }

    /** Ends a call and forgets it; false when there is none of that id. */
    public boolean delete(String id) {
        var call = shared.find(Optional.of(id), Optional.of(id));
        call.ifPresent(shared::refresh);
        call.ifPresent(found -> {
            hangUps.hangUp(found, Ending.ENDED_BY_OPERATOR, "operator");
            if (!book.remove(found.plan().callId())) {
                LOG.log(Level.INFO, "Call {0} is listed until the network confirms its end", id);
            }
        });
        return call.isPresent();
    }

    /**
     * An event of the phone network.
     *
     * @param callId ours, as the callback brings it back
     * @param connectionId the network's
     * @return false when no node knows such a call, or knows it by another connection
     */
    public boolean on(Optional<String> callId, Optional<String> connectionId, CallEvent event) {
        var found = shared.find(callId, connectionId);
        if (found.isEmpty()) {
            return false;
        }
        var call = found.get();
        if (connectionId.isPresent() && !call.bind(connectionId.get())) {
            LOG.log(
                    Level.WARNING,
                    "An event for call {0} names another connection and is ignored",
                    call.plan().callId());
            return false;
        }
        if (call.status().over()) {
            lateEvent(call, event);
            return true;
        }
        call.on(event, clock.instant());
        shared.share(call);
        if (event instanceof CallEvent.TransferFailed) {
            hangUps.transferFailed(call);
        } else if (event instanceof CallEvent.TransferAccepted) {
            hangUps.transferred(call);
        } else if (event instanceof CallEvent.MediaFailed) {
            hangUps.hangUp(call, Ending.LINE_LOST, "media failed");
        } else if (call.status().over()) {
            hangUps.ended(call);
            LOG.log(Level.INFO, "Call {0} is over: {1}", new Object[] {
                call.plan().callId(), event.name()
            });
        }
        return true;
    }

    /** Connected after we gave it up: nobody would ever end it. */
    private void lateEvent(Call call, CallEvent event) {
        var neverCame = call.connectedAt().isEmpty();
        if (event instanceof CallEvent.Connected && neverCame) {
            call.connectionId()
                    .ifPresent(connection -> hangUps.hangUpLate(call.plan().callId(), connection));
        }
    }

    /** For logs and tests of what stays behind: calls that are not over. */
    public int liveCalls() {
        return book.live().size();
    }
}
