package dev.parley.realtime;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.Drives;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.media.AudioFormat;
import dev.parley.media.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One model that hears and speaks: an engine that needs neither recogniser nor voice. Thread-safe. */
@ApplicationScoped
@Drives(Pipeline.REALTIME)
public class RealtimeEngine implements Engine {
    private final RealtimeModel model;
    private final Ticker ticker;
    private final LongSupplier nanos;

    RealtimeEngine() {
        this(null, null);
    }

    @Inject
    public RealtimeEngine(RealtimeModel model, Ticker ticker) {
        this(model, ticker, System::nanoTime);
    }

    RealtimeEngine(RealtimeModel model, Ticker ticker, LongSupplier nanos) {
        this.model = model;
        this.ticker = ticker;
        this.nanos = nanos;
    }

    /** {@code out} and {@code mailbox} are called under the session's lock: they must not call it back. */
    @Override
    public Session open(
            Persona persona,
            List<ChatMessage> history,
            List<ToolSchema> tools,
            AudioFormat format,
            Consumer<EngineEvent> mailbox,
            AudioOut out) {
        var setup = RealtimeModel.Setup.of(persona, history, tools);
        return new RealtimeSession(model, setup, format, mailbox, out, ticker, nanos).opened();
    }
}
