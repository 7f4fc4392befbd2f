package dev.parley.conversation;

/** What the caller's part may ask of the machine: to give the floor to the caller, or to answer. */
interface Floor {
    /** Cuts the agent, if it has the floor; {@code then} runs once it is known what was heard of it. */
    void cut(String why, Runnable then);

    /** The agent takes the floor to answer what the caller said. */
    void answer();

    /**
     * What the caller seemed to say was nothing. The agent says what was not heard of it, if it was cut for that; it answers what
     * is still to be answered; else as {@link #rest}.
     */
    void goOn();

    /** What the caller says from now on is for somebody else: what is half said or half entered is forgotten. */
    void listensNoMore();

    /** Nobody has the floor: wait for the caller, but not for ever. */
    void rest();
}
