package dev.parley.line.openai;

import dev.parley.call.CallRefused;
import dev.parley.call.Talker;
import dev.parley.call.UnknownPersona;
import dev.parley.conversation.ConversationRefused;
import dev.parley.line.Talk;
import dev.parley.line.Talks;
import dev.parley.line.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One client's socket from open to close: its events are read and handed over at once; what is wrong is answered by an
 * {@code error} event, and what goes on being wrong by a close code with a reason. One thread at a time, as a socket's messages come.
 */
final class RealtimeClient {
    /** RFC 6455 §7.4.1. */
    static final int POLICY = 1008;

    static final int TOO_LONG = 1009;
    static final int CANNOT_ACCEPT = 1003;
    static final int UNEXPECTED = 1011;
    private static final int TRY_LATER = 1013;
    /** A client that stumbles may go on; one that speaks another protocol is told. */
    private static final int MOST_ERRORS = 100;

    private final Wire wire;
    private final RealtimeWording wording = new RealtimeWording();
    private Optional<Talk> talk = Optional.empty();
    private boolean anythingHeard;
    private int errors;

    private RealtimeClient(Wire wire) {
        this.wire = wire;
    }

    /** Begins the talk; if that cannot be, the socket is closed with the reason. */
    static RealtimeClient opened(Talks talks, Talker talker, Wire wire) {
        var client = new RealtimeClient(wire);
        try {
            client.talk = Optional.of(talks.begin(talker, wire, client.wording));
        } catch (UnknownPersona e) {
            wire.close(POLICY, "there is no such model");
        } catch (CallRefused | ConversationRefused e) {
            wire.close(TRY_LATER, e.getMessage());
        }
        return client;
    }

    void received(String message) {
        talk.ifPresent(here -> {
            try {
                handle(here, ClientEvents.read(message));
            } catch (BadEvent bad) {
                here.say(() -> wording.error(bad));
                if (++errors > MOST_ERRORS) {
                    here.refuse(POLICY, "too many wrong events");
                }
            }
        });
    }

    private void handle(Talk here, ClientEvent event) {
        switch (event) {
            case ClientEvent.Append append -> {
                anythingHeard |= append.pcm().length > 0;
                if (!here.hear(append.pcm())) {
                    throw BadEvent.of("rate_limit_exceeded", "audio", "The audio is over a minute ahead of real time.");
                }
            }
            case ClientEvent.Commit commit -> {
                if (!anythingHeard) {
                    throw BadEvent.of("input_audio_buffer_commit_empty", "There is no audio since the last commit.");
                }
                anythingHeard = false;
                here.spoken();
            }
            case ClientEvent.Clear clear -> here.say(wording::cleared);
            case ClientEvent.Write write -> {
                here.noted(write.text());
                here.say(() -> wording.wrote(write.itemId(), write.text()));
            }
            case ClientEvent.ToolOutput output -> {
                here.toolAnswered(output.callId(), output.output());
                here.say(() -> wording.answered(output.itemId(), output.callId(), output.output()));
            }
            case ClientEvent.Truncate truncate -> {
                played(here, truncate.itemId(), truncate.heardMs());
                here.say(() -> wording.truncated(truncate.itemId(), truncate.heardMs()));
            }
            case ClientEvent.Played played -> played(here, played.itemId(), played.ms());
            case ClientEvent.Update update -> here.say(() -> wording.updated(update.ignored()));
            case ClientEvent.Respond respond -> {
                here.say(() -> wording.ignored(respond.ignored()));
                here.prompted();
            }
            case ClientEvent.Cancel cancel -> cancel(here);
        }
    }

    private void cancel(Talk here) {
        here.say(() -> {
            if (wording.cancels()) {
                here.stopped();
                return List.of();
            }
            return wording.error(BadEvent.of("response_cancel_not_active", "There is no response to cancel."));
        });
    }

    private static void played(Talk here, String itemId, long ms) {
        var turn = ItemIds.turnOf(itemId)
                .orElseThrow(() -> BadEvent.of("item_not_found", "item_id", "There is no such item of the agent."));
        here.played(turn, Duration.ofMillis(ms));
    }

    /** Ends the socket and the talk. */
    void refuse(int code, String reason) {
        talk.ifPresentOrElse(here -> here.refuse(code, reason), () -> wire.close(code, reason));
    }

    void failed() {
        refuse(UNEXPECTED, "unexpected failure");
    }

    void closed() {
        talk.ifPresent(here -> here.left("the client left"));
    }
}
