package dev.parley.rehearsal;

import dev.parley.agents.ChatModel;
import java.util.function.Consumer;

/** The real model, asked from virtual time: its answers come when they came. */
final class ModelInTime implements ChatModel {
    private final ChatModel model;
    private final VirtualTime time;

    ModelInTime(ChatModel model, VirtualTime time) {
        this.model = model;
        this.time = time;
    }

    @Override
    public Thought ask(Question question, Consumer<Event> events) {
        var work = time.beginRealWork();
        var thought = model.ask(
                question,
                event -> work.tell(() -> {
                    if (event instanceof Event.Finished || event instanceof Event.Failed) {
                        work.end();
                    }
                    events.accept(event);
                }));
        return () -> {
            work.end();
            thought.cancel();
        };
    }
}
