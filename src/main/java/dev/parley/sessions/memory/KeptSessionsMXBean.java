package dev.parley.sessions.memory;

/** What this node remembers of calls that live, as operators and the soak read it by JMX. */
public interface KeptSessionsMXBean {
    String NAME = "dev.parley:type=KeptSessions";

    /** Plans of calls. */
    int getPlans();

    /** Memories of conversations that may go on. */
    int getMemories();
}
