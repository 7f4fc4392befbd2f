package dev.parley.emulator.thinking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What the emulated model answers: the script's next turn that fits, else the demo model. Thread-safe. */
@ApplicationScoped
public class Thinking {
    private final ScriptedTurns scripts;
    private final DemoModel demo = new DemoModel();

    @Inject
    public Thinking(ScriptedTurns scripts) {
        this.scripts = scripts;
    }

    Thinking() {
        this(null);
    }

    /** What a test put down for this question. */
    public Optional<Thought> scripted(Question question) {
        return scripts.next(question);
    }

    public Thought byDemo(Question question) {
        return demo.answer(question);
    }
}
