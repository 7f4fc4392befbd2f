package dev.parley.call;

import dev.parley.config.Threads;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.Conversations;
import dev.parley.conversation.LiveConversation;
import dev.parley.sessions.SessionStore;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends calls, from our side and from the other, or hands them to somebody else, so that nothing of them stays behind.
 * Thread-safe; waits for the session store, within its timeout, but not for ACS.
 */
@ApplicationScoped
public class HangUps {
    private static final Logger LOG = Logger.getLogger(HangUps.class.getName());
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE_MS = 500; // doubled each time: gives up after 3.5 s and four timeouts
    /** 5 s: the server waits for what all attempts take that ACS answers at once. */
    private static final Duration LAST_ONES = Duration.ofSeconds(5);

    private final CallControl control;
    private final Conversations conversations;
    private final SessionStore sessions;
    private final SharedCalls shared;
    private final Supplier<ScheduledExecutorService> alarms;
    private final InstantSource clock = InstantSource.system();
    /** Calls that ACS is asked to end, by id. */
    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    HangUps() {
        this(null, null, null, null, () -> null);
    }

    @Inject
    public HangUps(
            CallControl control,
            Conversations conversations,
            SessionStore sessions,
            SharedCalls shared,
            Threads threads) {
        this(control, conversations, sessions, shared, threads::alarms);
    }

    HangUps(
            CallControl control,
            Conversations conversations,
            SessionStore sessions,
            SharedCalls shared,
            Supplier<ScheduledExecutorService> alarms) {
        this.control = control;
        this.conversations = conversations;
        this.sessions = sessions;
        this.shared = shared;
        this.alarms = alarms;
    }

    /** We end it: conversation first, then the phone. {@code why} is a word for the call's record. */
    void hangUp(Call call, Ending ending, String why) {
        boolean first = call.beginEnding(clock.instant());
        endConversation(call, ending, why);
        sessions.forget(call.plan().callId());
        if (!first) {
            return;
        }
        var connection = call.connectionId();
        if (connection.isEmpty()) {
            // a guest, or ACS has not yet told the id: then the callback that brings it finds the call over
            over(call, CallStatus.DISCONNECTED, why);
            return;
        }
        shared.share(call); // should this node not come to the end of it, another one may
        underWay.put(call.plan().callId(), new CompletableFuture<>());
        attempt(call, connection.get(), why, 1);
    }

    /** Conversations have just ended: waits until their calls are, within a bound. */
    void stop(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(Interceptor.Priority.LIBRARY_AFTER)
                    Shutdown serverStops) {
        awaitThoseUnderWay(LAST_ONES);
    }

    /** Whether all calls that ACS was asked to end are over. */
    boolean awaitThoseUnderWay(Duration atMost) {
        try {
            CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new))
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.WARNING, "{0} calls may still be connected", underWay.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The other side ended it. */
    void ended(Call call) {
        endConversation(call, Ending.CALLER_HUNG_UP, "the call was disconnected");
        sessions.forget(call.plan().callId());
    }

    /** Hands the caller to somebody else; the conversation is told if that cannot be. */
    void transfer(Call call, String to) {
        var connection = call.connectionId();
        if (connection.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Call {0} has no phone to be transferred",
                    call.plan().callId());
            transferFailed(call);
            return;
        }
        control.transfer(connection.get(), to).whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.log(
                        Level.WARNING,
                        "Call " + call.plan().callId() + " could not be transferred",
                        Failures.causeOf(failure));
                transferFailed(call);
            }
        });
    }

    /** Somebody else has the caller. */
    void transferred(Call call) {
        endConversation(call, Ending.TRANSFERRED, "transferred");
        sessions.forget(call.plan().callId());
        LOG.log(Level.INFO, "Call {0} was transferred", call.plan().callId());
    }

    /** Nobody took the caller: the conversation takes leave of them. */
    void transferFailed(Call call) {
        conversations.find(call.plan().callId()).ifPresent(LiveConversation::transferFailed);
    }

    /** ACS speaks of a call that is over for us, as when hanging up came before its id was known: ends it there too. */
    void hangUpLate(String callId, String connectionId) {
        control.hangUp(connectionId).whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "Call " + callId + " may still be connected", Failures.causeOf(failure));
            }
        });
    }

    private void attempt(Call call, String connection, String why, int number) {
        control.hangUp(connection).whenComplete((nothing, failure) -> {
            if (failure == null) {
                over(call, CallStatus.DISCONNECTED, why);
            } else if (number == ATTEMPTS
                    || !(Failures.causeOf(failure) instanceof CallControlFailed failed && failed.retryable())) {
                LOG.log(
                        Level.SEVERE,
                        "Call " + call.plan().callId() + " could not be hung up",
                        Failures.causeOf(failure));
                over(call, CallStatus.FAILED, why + ", hanging up failed");
            } else {
                again(call, connection, why, number);
            }
        });
    }

    private void again(Call call, String connection, String why, int number) {
        alarms.get()
                .schedule(
                        () -> attempt(call, connection, why, number + 1),
                        FIRST_PAUSE_MS << (number - 1),
                        TimeUnit.MILLISECONDS);
    }

    private void over(Call call, CallStatus how, String by) {
        call.over(how, by, clock.instant());
        shared.share(call);
        var ended = underWay.remove(call.plan().callId());
        if (ended != null) {
            ended.complete(null);
        }
    }

    private void endConversation(Call call, Ending ending, String why) {
        conversations.find(call.plan().callId()).ifPresent(conversation -> {
            call.keep(conversation);
            conversation.end(ending, why);
        });
    }
}
