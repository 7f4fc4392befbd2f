package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.ToolSchema;
import dev.parley.media.AudioFormat;
import dev.parley.media.Ticker;
import dev.parley.realtime.FakeRealtimeModel;
import dev.parley.realtime.RealtimeEngine;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Both, as a node has them. */
final class BothEngines implements Engine {
    private final Engine realtime;
    private final Engine cascade;

    BothEngines(FakeRealtimeModel model, Engine cascade) {
        this.realtime = new RealtimeEngine(model, new Ticker());
        this.cascade = cascade;
    }

    @Override
    public Session open(
            Persona persona,
            List<ChatMessage> history,
            List<ToolSchema> tools,
            AudioFormat format,
            Consumer<EngineEvent> mailbox,
            AudioOut out) {
        var engine = persona.pipeline() == Pipeline.REALTIME ? realtime : cascade;
        return engine.open(persona, history, tools, format, mailbox, out);
    }

    @Override
    public Optional<Persona> instead(Persona persona) {
        return persona.pipeline() == Pipeline.REALTIME
                ? Optional.of(persona.inCascade("en-US-AvaMultilingualNeural"))
                : Optional.empty();
    }
}
