package dev.parley.call;

import dev.parley.admission.Wish;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import dev.parley.conversation.ConversationListener;
import dev.parley.conversation.ConversationRefused;
import dev.parley.conversation.Conversations;
import dev.parley.conversation.Opening;
import dev.parley.sessions.CallPlan;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.SessionStore;
import dev.parley.sessions.UnreadableSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings media sockets and calls together, and ends a call when its conversation ends. */
@ApplicationScoped
public class Attachments implements MediaAdmission, ConversationListener {
    private static final Logger LOG = Logger.getLogger(Attachments.class.getName());

    private final SessionStore sessions;
    private final Personas personas;
    private final Plans plans;
    private final Doors doors;
    private final CallBook book;
    private final SharedCalls shared;
    private final HangUps hangUps;
    private final TalkLeases leases;
    private final Conversations conversations;
    private final InstantSource clock = InstantSource.system();

    Attachments() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    public Attachments(
            SessionStore sessions,
            Personas personas,
            Plans plans,
            Doors doors,
            CallBook book,
            SharedCalls shared,
            HangUps hangUps,
            TalkLeases leases,
            Conversations conversations) {
        this.sessions = sessions;
        this.personas = personas;
        this.plans = plans;
        this.doors = doors;
        this.book = book;
        this.shared = shared;
        this.hangUps = hangUps;
        this.leases = leases;
        this.conversations = conversations;
    }

    @Override
    public Optional<MediaCall> admit(String mediaKey) {
        try {
            return sessions.planByMediaKey(mediaKey).filter(plan -> !over(plan)).map(this::taken);
        } catch (UnreadableSession e) {
            LOG.log(Level.WARNING, "A media socket is refused: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The call is this node's from now on; another one that has its conversation gives it up when it notices. */
    private MediaCall taken(CallPlan plan) {
        var taken = shared.take(plan.callId());
        if (taken.before().filter(shared::isAnotherNode).isPresent()) {
            LOG.log(Level.INFO, "Call {0} comes from another node", plan.callId());
            // it was here even before, and what is left of that is older than what the other node remembers
            conversations
                    .find(plan.callId())
                    .ifPresent(old -> old.end(Ending.TAKEN_OVER, "it comes back as a new one"));
        }
        return new MediaCall(plan, taken.memory());
    }

    @Override
    public Optional<MediaCall> admitGuest(int sampleRateHz) {
        var closed = doors.closed();
        if (closed.isPresent()) {
            LOG.log(Level.WARNING, "A guest is refused: {0}", closed.get());
            return Optional.empty();
        }
        var plan = plans.guest(sampleRateHz);
        book.add(plan);
        return Optional.of(new MediaCall(plan));
    }

    @Override
    public boolean knows(String persona) {
        return PersonaId.of(persona).flatMap(personas::find).isPresent();
    }

    @Override
    public MediaCall admitTalker(Talker talker) {
        doors.closed().ifPresent(why -> {
            throw new CallRefused(why);
        });
        var plan = plans.talker(talker);
        leases.take(plan.callId(), new Wish(talker.user(), Optional.of(plan.personaId())));
        book.add(plan);
        return new MediaCall(plan, Optional.empty(), talker.answersTools());
    }

    @Override
    public boolean bind(MediaCall media, Optional<String> connectionId) {
        var plan = media.plan();
        // the call is unknown here when another node answered it
        var call = shared.find(Optional.of(plan.callId()), Optional.empty()).orElseGet(() -> book.add(plan));
        if (connectionId.isPresent() && !call.bind(connectionId.get())) {
            LOG.log(Level.WARNING, "A media socket for call {0} names another connection", plan.callId());
            return false;
        }
        call.attached(clock.instant());
        shared.share(call);
        return !call.status().over();
    }

    @Override
    public Opening opening(MediaCall media) {
        var plan = media.plan();
        // who has the call by now need not be who answered it
        var id = new PersonaId(
                media.memory().map(ConversationSnapshot::personaId).orElse(plan.personaId()));
        var revision = media.memory().map(ConversationSnapshot::personaRevision).orElse(plan.personaRevision());
        var persona = personas.find(id, revision)
                .or(() -> personas.find(id))
                .or(personas::byDefault)
                .orElseThrow(() -> new ConversationRefused("no persona"));
        if (!persona.revision().equals(revision)) {
            LOG.log(Level.INFO, "Call {0} gets another revision of its persona than it began with", plan.callId());
        }
        return new Opening(
                plan.callId(),
                persona,
                plan.callerNumber(),
                plan.calledNumber(),
                plan.context(),
                plan.traceParent(),
                book.find(Optional.of(plan.callId()), Optional.empty()).flatMap(Call::connectionId),
                media.memory(),
                media.answersTools() ? personas.clientTools(id) : List.of());
    }

    @Override
    public ConversationListener listener() {
        return this;
    }

    @Override
    public void ended(String callId, Ending why, Duration lasted) {
        leases.giveBack(callId);
        book.find(Optional.of(callId), Optional.empty()).ifPresent(call -> {
            conversations.find(callId).ifPresent(call::keep);
            if (why == Ending.TAKEN_OVER || why == Ending.LINE_LOST && shared.elsewhere(callId)) {
                call.wentElsewhere();
                LOG.log(Level.INFO, "Call {0} goes on elsewhere", callId);
                return;
            }
            hangUps.hangUp(call, why, why.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        });
    }

    @Override
    public void transfer(String callId, String to) {
        book.find(Optional.of(callId), Optional.empty()).ifPresent(call -> hangUps.transfer(call, to));
    }

    private boolean over(CallPlan plan) {
        var call = shared.find(Optional.of(plan.callId()), Optional.empty());
        call.ifPresent(shared::refresh);
        return call.filter(known -> known.status().over()).isPresent();
    }
}
