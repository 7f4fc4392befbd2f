package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.media.AudioFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * The engine's session that serves a conversation: another one where the engine falls back or the persona that takes over
 * wants another. Replaced on the conversation's thread, seen from any.
 */
final class Serving {
    private final Engine engine;
    private final Scene scene;
    private final AudioFormat format;
    private final Consumer<EngineEvent> mailbox;
    private final Engine.AudioOut out;
    private volatile Engine.Session session;
    private volatile boolean modelSpeaks;

    /** Opens it. */
    Serving(Engine engine, Scene scene, AudioFormat format, Consumer<EngineEvent> mailbox, Engine.AudioOut out) {
        this.engine = engine;
        this.scene = scene;
        this.format = format;
        this.mailbox = mailbox;
        this.out = out;
        open(scene.persona(), scene.history.messages());
    }

    private void open(Persona persona, List<ChatMessage> history) {
        modelSpeaks = persona.pipeline() == Pipeline.REALTIME;
        session = engine.open(persona, history, scene.tools(), format, mailbox, out);
    }

    Engine.Session session() {
        return session;
    }

    /** Whether one model hears and speaks. */
    boolean modelSpeaks() {
        return modelSpeaks;
    }

    void fallBack(Effect.FallBack to) {
        session.giveUp(); // what it owes fails behind this event, and is asked of the other one
        open(to.persona(), to.history());
    }

    void handOver(Effect.HandOff to) {
        if (modelSpeaks == (to.persona().pipeline() == Pipeline.REALTIME)) {
            session.handOver(to.persona(), to.history(), to.tools());
        } else {
            session.giveUp();
            open(to.persona(), to.history());
        }
    }
}
