package dev.parley.line;

import dev.parley.call.CallRefused;
import dev.parley.call.MediaAdmission;
import dev.parley.call.MediaCall;
import dev.parley.call.Talker;
import dev.parley.call.UnknownPersona;
import dev.parley.config.Settings;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.ConversationRefused;
import dev.parley.conversation.Conversations;
import dev.parley.media.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Begins conversations for those who talk without a phone, whatever their wire contract. To a call they are calls like any
 * other: in the book, measured, limited. Thread-safe.
 */
@ApplicationScoped
public class Talks {
    private final MediaAdmission admission;
    private final Conversations conversations;
    private final Ticker ticker;
    private final LineMeter meter;
    private final Duration lead;

    Talks() {
        this(null, null, null, null, Duration.ZERO);
    }

    @Inject
    public Talks(
            MediaAdmission admission, Conversations conversations, Ticker ticker, Settings settings, LineMeter meter) {
        this(admission, conversations, ticker, meter, settings.conversation().lead());
    }

    Talks(MediaAdmission admission, Conversations conversations, Ticker ticker, LineMeter meter, Duration lead) {
        this.admission = admission;
        this.conversations = conversations;
        this.ticker = ticker;
        this.meter = meter;
        this.lead = lead;
    }

    /**
     * What a conversation began with.
     *
     * @param callId ours, in the API and in the log
     * @param personaId who answers
     * @param personaName of it, for people
     * @param revision of that persona
     */
    public record Begun(String callId, String personaId, String personaName, String revision) {}

    /**
     * Begins a conversation on an open socket.
     *
     * @throws UnknownPersona when there is no such persona
     * @throws CallRefused when nobody can answer now
     * @throws ConversationRefused when it cannot begin
     */
    public Talk begin(Talker talker, Wire wire, Wording wording) {
        var call = admission.admitTalker(talker);
        admission.bind(call, Optional.empty());
        try {
            return begin(call, wire, wording);
        } catch (RuntimeException refused) {
            admission.listener().ended(call.callId(), Ending.FAILED, Duration.ZERO);
            throw refused;
        }
    }

    private Talk begin(MediaCall call, Wire wire, Wording wording) {
        var opening = admission.opening(call);
        var line = new TalkLine(lead, wire, wording, ticker, meter);
        line.say(() -> wording.began(
                new Begun(opening.callId(), opening.personaId(), opening.personaName(), opening.personaRevision())));
        var conversation = conversations.begin(opening, line, admission.listener());
        var audio = new TalkerAudio(conversation, opening.endOfSpeech());
        line.speakFor(conversation, () -> audio.tick(System.nanoTime()));
        return new Talk(conversation, line, audio);
    }
}
