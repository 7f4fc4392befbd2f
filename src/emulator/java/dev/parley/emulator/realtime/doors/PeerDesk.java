package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.openai.Refusal;
import dev.parley.emulator.realtime.Admission;
import dev.parley.emulator.realtime.webrtc.Booths;
import dev.parley.emulator.realtime.webrtc.PeerFailed;
import dev.parley.emulator.realtime.webrtc.PeerTalk;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers offers of browsers: with a peer where there can be one, else in form alone. Thread-safe. */
@ApplicationScoped
public class PeerDesk {
    private static final Logger LOG = Logger.getLogger(PeerDesk.class.getName());
    private static final int CREATED = 201;
    private static final long RETRY_MS = 5_000;

    private final Booths booths;
    private final Premises premises;
    private final LiveSessions sessions;
    private final RequestLog log;
    private final Set<PeerTalk> talks = ConcurrentHashMap.newKeySet();

    @Inject
    public PeerDesk(Booths booths, Premises premises, LiveSessions sessions, RequestLog log) {
        this.booths = booths;
        this.premises = premises;
        this.sessions = sessions;
        this.log = log;
    }

    PeerDesk() {
        this(null, null, null, null);
    }

    /**
     * The SDP answer.
     *
     * @param entry of the request
     * @throws Refusal 400 for what is no offer, 429 where as many talk as may
     */
    String answer(String offer, Admission admission, boolean filtered, RequestEntry entry) {
        String inForm = SdpAnswer.to(offer);
        Optional<PeerTalk> talk = booths.talk(admission, premises.surroundings(), filtered);
        if (talk.isEmpty()) {
            entry.note("media", "none flows: " + booths.missing().orElseThrow(() -> Refusal.tooMany(RETRY_MS)));
            return inForm;
        }
        try {
            String answer = talk.get().answer(offer);
            begin(talk.get(), admission.deployment());
            return answer;
        } catch (PeerFailed e) {
            LOG.log(Level.INFO, "An offer could not be answered", e);
            throw Refusal.of(400, "invalid_offer", "The offer cannot be answered.");
        }
    }

    private void begin(PeerTalk talk, String deployment) {
        RequestEntry entry = log.open(AzureService.REALTIME, "realtime peer")
                .note("deployment", deployment)
                .note("session", talk.session().id());
        sessions.opened(new LiveSessions.Live(talk.session(), deployment, "webrtc", Instant.now(), talk::breakOff));
        talks.add(talk);
        talk.begin(() -> {
            talks.remove(talk);
            sessions.closed(talk.session());
            entry.note("errors", talk.session().errors()).close(CREATED);
        });
    }

    /** Ends all talks, and waits a moment until they have let go of the native side. */
    void close() {
        talks.forEach(PeerTalk::breakOff);
        talks.forEach(PeerTalk::awaitEnd);
    }
}
