package dev.parley.emulator.speech.recognition;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.speech.usp.UspConnection;
import dev.parley.emulator.speech.usp.UspMessage;
import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import java.util.ArrayList;
import java.util.List;

/** A recogniser's socket: one turn after another, each with a context, then audio. */
public final class RecognitionConnection extends UspConnection {
    /** Ids of turns that are over, whose stray audio is no error. */
    private static final int REMEMBERED_TURNS = 64;

    private final Latencies latencies;
    private final BenchMode bench;
    private final List<String> formerTurns = new ArrayList<>();
    private String turnId = "";
    private RecognitionTurn turn;
    private boolean configured;

    public RecognitionConnection(Surroundings surroundings, Latencies latencies, BenchMode bench) {
        super(surroundings, "recognition socket");
        this.latencies = latencies;
        this.bench = bench;
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
        turn = new RecognitionTurn(id, request, socket(), turn("recognition turn"), latencies, bench.canned());
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
    }
}
