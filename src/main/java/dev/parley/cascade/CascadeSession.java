package dev.parley.cascade;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.Engine;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import java.util.List;

/** One call's hearing, thinking and speaking, side by side. Thread-safe. */
final class CascadeSession implements Engine.Session {
    private final Hearing hearing;
    private final Thinking thinking;
    private final Speaking speaking;

    CascadeSession(Hearing hearing, Thinking thinking, Speaking speaking) {
        this.hearing = hearing;
        this.thinking = thinking;
        this.speaking = speaking;
        speaking.warm();
        hearing.listen();
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
