package dev.parley.cascade;

import dev.parley.agents.ChatModel;
import dev.parley.agents.Persona;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.media.AudioFormat;
import dev.parley.speech.SpeechToText;
import dev.parley.speech.TextToSpeech;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Consumer;

/** Hear, think, speak: an engine of three services. Thread-safe. */
@ApplicationScoped
public class CascadeEngine implements Engine {
    private final SpeechToText hearing;
    private final ChatModel thinking;
    private final TextToSpeech speaking;

    CascadeEngine() {
        this(null, null, null);
    }

    @Inject
    public CascadeEngine(SpeechToText hearing, ChatModel thinking, TextToSpeech speaking) {
        this.hearing = hearing;
        this.thinking = thinking;
        this.speaking = speaking;
    }

    /** {@code out} and {@code mailbox} are called under locks of the session: they must not call it back. */
    @Override
    public Session open(Persona persona, AudioFormat format, Consumer<EngineEvent> mailbox, AudioOut out) {
        return new CascadeSession(
                new Hearing(hearing, persona, format, mailbox),
                new Thinking(thinking, persona, mailbox),
                new Speaking(speaking, persona, format, mailbox, out));
    }
}
