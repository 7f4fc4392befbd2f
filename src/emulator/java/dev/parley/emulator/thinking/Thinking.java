package dev.parley.emulator.thinking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Decides what the emulated model answers: the script's next turn that fits, else the demo model. Thread-safe. */
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

    public Thought about(Question question) {
        return scripts.next(question).orElseGet(() -> demo.answer(question));
    }
}
