package dev.parley.conversation;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.sessions.ConversationSnapshot;
import java.util.Map;

/** What the agent does first: greets, or goes on with what another node began. Belongs to the conversation's thread. */
final class FirstTurn {
    private final Scene scene;
    private final Floor floor;
    private final Answering answering;
    private final Speaking speaking;

    FirstTurn(Scene scene, Floor floor, Answering answering, Speaking speaking) {
        this.scene = scene;
        this.floor = floor;
        this.answering = answering;
        this.speaking = speaking;
    }

    void begin() {
        scene.opening
                .memory()
                .filter(ConversationSnapshot::begun)
                .ifPresentOrElse(memory -> goOn(memory.unheard()), this::greet);
    }

    private void greet() {
        var turn = scene.beginTurn("greeting");
        var interruption = scene.persona().turns().interruption();
        turn.uninterruptible = !interruption.greeting() || interruption.by() == InterruptBy.NEVER;
        var greeting = scene.role().greeting().filter(SpeakableText::hasWords);
        greeting.ifPresentOrElse(text -> speaking.say(turn, text), () -> answering.ask(turn));
    }

    /** The call came from another node: what the caller waits for is answered, what was begun is said to its end. */
    private void goOn(String unheard) {
        scene.decided("goes on", Map.of("turns", scene.lastTurn().number() + 1));
        if (scene.history.unanswered()) {
            floor.answer();
        } else if (SpeakableText.hasWords(unheard)) {
            var turn = scene.beginTurn("goes on");
            speaking.say(turn, unheard);
            speaking.proceed(turn);
        } else {
            floor.rest();
        }
    }
}
