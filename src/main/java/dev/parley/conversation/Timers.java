package dev.parley.conversation;

import java.time.Duration;

/** Runs something later, on a thread of its own choosing; what runs only posts an event. */
interface Timers {
    /** What cancels it; cancelling late is no error. */
    Runnable after(Duration time, Runnable task);
}
