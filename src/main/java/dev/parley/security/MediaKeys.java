package dev.parley.security;

/** Whether a single-call key belongs to a call that lives. Declared here because the upgrade is decided here. */
public interface MediaKeys {
    boolean opens(String mediaKey);
}
