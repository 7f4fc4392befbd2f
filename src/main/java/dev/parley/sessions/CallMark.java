package dev.parley.sessions;

/** What all nodes know of a call beside its plan; each is noted once and stays as it was. */
public enum CallMark {
    /** ACS's connection id. */
    CONNECTION,
    /** When both sides were connected, ISO 8601. */
    CONNECTED_AT,
    /** When its media socket first came, ISO 8601. */
    ATTACHED_AT,
    /** When a node began to hang it up, ISO 8601; on another one its conversation may go on until that hears of it. */
    GIVEN_UP_AT,
    /** When it was over, ISO 8601. */
    ENDED_AT,
    /** Why it ended, in a word. */
    ENDED_BY,
    /** Its last status, in a word. */
    ENDED_AS
}
