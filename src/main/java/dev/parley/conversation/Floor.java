package dev.parley.conversation;

/** What the caller's part may ask of the machine: to give the floor to the caller, or to answer. */
interface Floor {
    /** Cuts the agent, if it has the floor; {@code then} runs once it is known what was heard of it. */
    void cut(String why, Runnable then);

    /** The agent takes the floor to answer what the caller said. */
    void answer();

    /**
     * What the caller seemed to say was nothing. If the agent was cut for that it says what was not heard of it, or leaves if that
     * was the goodbye; it answers what is still to be answered; else as {@link #rest}.
     */
    void goOn();

    /** Nobody has the floor: wait for the caller, but not for ever. */
    void rest();
}
