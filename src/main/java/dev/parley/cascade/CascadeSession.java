package dev.parley.cascade;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** One call's hearing, thinking and speaking, side by side. Thread-safe. */
final class CascadeSession implements Engine.Session {
    private final Hearing hearing;
    private final BiFunction<Persona, Consumer<EngineEvent>, Thinking> minds;
    private final Function<Persona, Speaking> voices;
    private final Consumer<EngineEvent> mailbox;
    private volatile Thinking thinking;
    private volatile Speaking speaking;

    /**
     * @param minds the thinking of a persona, told to that consumer
     * @param voices the speaking of a persona
     */
    CascadeSession(
            Persona persona,
            Hearing hearing,
            BiFunction<Persona, Consumer<EngineEvent>, Thinking> minds,
            Function<Persona, Speaking> voices,
            Consumer<EngineEvent> mailbox) {
        this.hearing = hearing;
        this.minds = minds;
        this.voices = voices;
        this.mailbox = mailbox;
        goOn(persona);
        hearing.listen();
    }

    private void goOn(Persona persona) {
        var voice = voices.apply(persona);
        speaking = voice;
        thinking = minds.apply(persona, event -> {
            if (event instanceof EngineEvent.AnswerToken token) {
                voice.written(token.turn(), token.text());
            }
            mailbox.accept(event);
        });
        voice.warm();
    }

    @Override
    public void handOver(Persona persona, List<ChatMessage> history, List<ToolSchema> tools) {
        speaking.close();
        thinking.close();
        goOn(persona);
        hearing.goOn(persona);
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        hearing.hear(pcm, offset, length);
    }

    @Override
    public void listenAgain() {
        hearing.listen();
    }

    @Override
    public void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) {
        speaking.asked(turn);
        thinking.ask(turn, history, tools);
    }

    @Override
    public void stopThinking(TurnId turn) {
        thinking.cancel(turn);
        speaking.stopThinking(turn);
    }

    @Override
    public void speak(PieceId piece, String text) {
        speaking.speak(piece, text);
    }

    @Override
    public void cancel(TurnId turn) {
        speaking.cancel(turn);
        thinking.cancel(turn);
    }

    @Override
    public void close() {
        speaking.close();
        thinking.close();
        hearing.close();
    }
}
