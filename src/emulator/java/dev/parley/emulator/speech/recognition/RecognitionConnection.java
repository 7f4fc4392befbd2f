package dev.parley.emulator.speech.recognition;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.speech.usp.UspConnection;
import dev.parley.emulator.speech.usp.UspMessage;
import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A recogniser's socket: one turn after another, each with a context, then audio. */
public final class RecognitionConnection extends UspConnection {
    /** Ids of turns that are over, whose stray audio is no error. */
    private static final int REMEMBERED_TURNS = 64;

    private final Latencies latencies;
    private final BenchMode bench;
    private final Listeners listeners;
    private final List<String> formerTurns = new ArrayList<>();
    private String turnId = "";
    private RecognitionTurn turn;
    private boolean configured;
    private boolean struckByWords;
    private boolean listening;
    private boolean over;

    public RecognitionConnection(Surroundings surroundings, Latencies latencies, BenchMode bench, Listeners listeners) {
        super(surroundings, "recognition socket");
        this.latencies = latencies;
        this.bench = bench;
        this.listeners = listeners;
    }

    @Override
    protected void opened() {
        listens(true);
    }

    private synchronized void listens(boolean now) {
        if (now != listening && !over) {
            listening = now;
            listeners.changed(now);
        }
    }

    @Override
    protected void received(UspMessage message) {
        switch (message.path()) {
            case "speech.config" -> {
                RecognitionRequest.parse(message.bodyText());
                configured = true;
            }
            case "speech.context" -> context(message);
            case "audio" -> audio(message);
            default -> {
                // telemetry, events and agent settings are taken and have no effect, as the service does
            }
        }
    }

    private void context(UspMessage message) {
        if (!configured) {
            throw new BadFrameException("speech.context before speech.config");
        }
        String id = message.requestId();
        if (id.equals(turnId) || formerTurns.contains(id)) {
            throw new BadFrameException("X-RequestId was used before");
        }
        var request = RecognitionRequest.read(message.bodyText(), pathParameter("mode"), this::query);
        if (turn != null) {
            turn.abandoned();
            formerTurns.add(turnId);
            if (formerTurns.size() > REMEMBERED_TURNS) {
                formerTurns.remove(0);
            }
        }
        turnId = id;
        struckByWords = false;
        turn = begun(id, request);
        listens(true);
    }

    private RecognitionTurn begun(String id, RecognitionRequest request) {
        Map<Limit, String> facts = Map.of(Limit.LANGUAGE, request.language());
        RequestEntry entry = turn("recognition turn", facts);
        if (query("language").isEmpty()) {
            strike(entry, facts, Set.of(Limit.LANGUAGE)); // the upgrade could not tell
        }
        return new RecognitionTurn(
                id,
                request,
                socket(),
                entry,
                latencies,
                bench.canned(),
                text -> understood(entry, request.language(), text),
                () -> listens(false));
    }

    private void understood(RequestEntry entry, String language, String text) {
        if (!struckByWords) {
            struckByWords = strike(entry, Map.of(Limit.LANGUAGE, language, Limit.HEARD, text), Set.of(Limit.HEARD));
        }
    }

    private void audio(UspMessage message) {
        if (!message.binary()) {
            throw new BadFrameException("Audio in a text frame");
        }
        String id = message.requestId();
        if (id.equals(turnId)) {
            turn.audio(message.body());
        } else if (!formerTurns.contains(id)) {
            throw new BadFrameException("Audio before speech.context");
        }
    }

    @Override
    protected void ended() {
        if (turn != null) {
            turn.abandoned();
        }
        listensNoMore();
    }

    /** The end may come in the middle of a message. */
    private synchronized void listensNoMore() {
        listens(false);
        over = true;
    }
}
