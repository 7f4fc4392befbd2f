package dev.parley.agents;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method of a CDI bean a tool that personas may name. Each parameter carries {@link ToolParam}, but for one
 * of type {@link Tools.ToolContext}, which is filled in. The result becomes JSON; an exception is told to the model as a
 * failure without its message. The method runs on a virtual thread and is interrupted when its time is over or its caller
 * gone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Tool {
    /** Name that the model and the personas use: 1 to 64 of A-Z a-z 0-9 _ -. */
    String name();

    /** When to use it, for the model. */
    String description();

    /** Sentence spoken while it is slow; empty: none of its own. */
    String filler() default "";

    /** Longest run in milliseconds, 1 to 60000. */
    long timeoutMs() default 5_000;

    /** Whether it changes something outside the call, so that it may not be run on a guess. */
    boolean sideEffects() default false;
}
