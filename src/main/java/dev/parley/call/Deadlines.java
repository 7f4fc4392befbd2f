package dev.parley.call;

import dev.parley.config.Threads;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.Conversations;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * No call waits for ever for an event that never comes: one that is not connected in time, or connected without audio, or
 * left without its conversation, is ended.
 */
@ApplicationScoped
public class Deadlines {
    private static final Logger LOG = Logger.getLogger(Deadlines.class.getName());
    private static final Duration RINGING = Duration.ofSeconds(90); // ACS gives up dialling sooner
    private static final Duration WITHOUT_MEDIA = Duration.ofSeconds(30); // ACS connects media within a second or two
    private static final int PERIOD_SECONDS = 5;

    private final CallBook book;
    private final SharedCalls shared;
    private final HangUps hangUps;
    private final Conversations conversations;
    private final Threads threads;
    private final InstantSource clock = InstantSource.system();
    private Future<?> watch;

    Deadlines() {
        this(null, null, null, null, null);
    }

    @Inject
    public Deadlines(CallBook book, SharedCalls shared, HangUps hangUps, Conversations conversations, Threads threads) {
        this.book = book;
        this.shared = shared;
        this.hangUps = hangUps;
        this.conversations = conversations;
        this.threads = threads;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        watch = threads.timers().scheduleWithFixedDelay(this::watch, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (watch != null) {
            watch.cancel(false);
        }
    }

    private void watch() {
        try {
            endOverdue(clock.instant());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Watching over calls failed this time", e);
        }
    }

    void endOverdue(Instant now) {
        for (var call : book.live()) {
            shared.refresh(call);
            if (call.status().over()) {
                hangUps.ended(call); // another node says so
                continue;
            }
            var connected = call.connectedAt();
            if (connected.isEmpty() && late(call.startedAt(), RINGING, now) && abandoned(call, now)) {
                end(call, "not answered");
            } else if (connected.isPresent()
                    && late(connected.get(), WITHOUT_MEDIA, now)
                    && call.attachedAt()
                            .filter(since -> !late(since, WITHOUT_MEDIA, now))
                            .isEmpty()
                    && abandoned(call, now)) {
                end(call, "no media");
            }
        }
    }

    private boolean abandoned(Call call, Instant now) {
        return conversations.find(call.plan().callId()).isEmpty()
                && shared.isAbandoned(call, shared.learnOwner(call), WITHOUT_MEDIA, now);
    }

    private void end(Call call, String why) {
        LOG.log(Level.WARNING, "Call {0} is ended: {1}", new Object[] {
            call.plan().callId(), why
        });
        hangUps.hangUp(call, Ending.FAILED, why);
    }

    private static boolean late(Instant since, Duration limit, Instant now) {
        return since.plus(limit).isBefore(now);
    }
}
