package dev.parley.conversation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The deadlines that run for one conversation, one timer each; those that pass become events. Belongs to its thread. */
final class Timers {
    private final Time time;
    private final Consumer<ConversationEvent> mailbox;
    private final Map<Deadline, Runnable> running = new EnumMap<>(Deadline.class);

    Timers(Time time, Consumer<ConversationEvent> mailbox) {
        this.time = time;
        this.mailbox = mailbox;
    }

    /** Instead of the one that runs for this deadline. */
    void start(Effect.StartTimer start) {
        stop(start.deadline());
        var passed = new ConversationEvent.DeadlinePassed(start.deadline(), start.timer());
        running.put(start.deadline(), time.after(start.after(), () -> mailbox.accept(passed)));
    }

    void stop(Deadline deadline) {
        var cancel = running.remove(deadline);
        if (cancel != null) {
            cancel.run();
        }
    }

    void stopAll() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }
}
