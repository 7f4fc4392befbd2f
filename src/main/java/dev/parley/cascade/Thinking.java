package dev.parley.cascade;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel;
import dev.parley.agents.ChatModel.Thought;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.Time;
import dev.parley.conversation.TurnId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The model's answer of the moment; a new question ends the one before. Thread-safe. */
final class Thinking {
    private final ChatModel model;
    private final Persona persona;
    private final Time time;
    private final Consumer<EngineEvent> mailbox;

    private final ReentrantLock lock = new ReentrantLock();
    private Thought thought;
    private TurnId asking;
    private int question;

    Thinking(ChatModel model, Persona persona, Time time, Consumer<EngineEvent> mailbox) {
        this.time = time;
        this.model = model;
        this.persona = persona;
        this.mailbox = mailbox;
    }

    void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) {
        int mine;
        Thought before;
        lock.lock();
        try {
            if (question < 0) {
                return;
            }
            mine = ++question;
            before = thought;
            thought = null;
            asking = turn;
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.cancel();
        }
        var asked = new Asking(
                        model,
                        questionOf(history, tools),
                        persona.model().backup(),
                        time,
                        event -> answered(mine, turn, event),
                        (decision, facts, delay) -> coped(mine, turn, new EngineEvent.Coped(decision, facts), delay))
                .begun();
        lock.lock();
        try {
            if (question == mine) {
                thought = asked;
                return;
            }
        } finally {
            lock.unlock();
        }
        asked.cancel();
    }

    void cancel(TurnId turn) {
        Thought ended;
        lock.lock();
        try {
            if (question < 0 || asking == null || asking.compareTo(turn) > 0) {
                return;
            }
            question++;
            ended = thought;
            thought = null;
        } finally {
            lock.unlock();
        }
        if (ended != null) {
            ended.cancel();
        }
    }

    void close() {
        Thought ended;
        lock.lock();
        try {
            question = Integer.MIN_VALUE;
            ended = thought;
            thought = null;
        } finally {
            lock.unlock();
        }
        if (ended != null) {
            ended.cancel();
        }
    }

    private ChatModel.Question questionOf(List<ChatMessage> history, List<ToolSchema> tools) {
        var settings = persona.model();
        return new ChatModel.Question(
                settings.deployment(),
                history,
                tools,
                settings.temperature(),
                settings.topP(),
                settings.maxOutputTokens(),
                persona.limits().firstToken());
    }

    private void answered(int mine, TurnId turn, ChatModel.Event event) {
        lock.lock();
        try {
            if (question == mine) {
                mailbox.accept(ofTurn(turn, event));
            }
        } finally {
            lock.unlock();
        }
    }

    private void coped(int mine, TurnId turn, EngineEvent.Coped what, boolean delay) {
        lock.lock();
        try {
            if (question == mine) {
                mailbox.accept(what);
                if (delay) {
                    mailbox.accept(new EngineEvent.AnswerDelayed(turn));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static EngineEvent ofTurn(TurnId turn, ChatModel.Event event) {
        return switch (event) {
            case ChatModel.Event.Token token -> new EngineEvent.AnswerToken(turn, token.text());
            case ChatModel.Event.ToolsWanted wanted -> new EngineEvent.ToolsWanted(turn, wanted.calls());
            case ChatModel.Event.Finished finished ->
                new EngineEvent.AnswerEnded(
                        turn, ending(finished.ending()), finished.promptTokens(), finished.completionTokens());
            case ChatModel.Event.Failed failed ->
                new EngineEvent.AnswerFailed(turn, failed.reason(), failed.retryable());
        };
    }

    private static EngineEvent.Ending ending(ChatModel.Ending ending) {
        return switch (ending) {
            case COMPLETE -> EngineEvent.Ending.COMPLETE;
            case TOOLS -> EngineEvent.Ending.TOOLS;
            case TOO_LONG -> EngineEvent.Ending.TOO_LONG;
            case FILTERED -> EngineEvent.Ending.FILTERED;
        };
    }
}
