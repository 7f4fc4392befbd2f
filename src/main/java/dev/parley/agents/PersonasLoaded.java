package dev.parley.agents;

/** Told once to whoever observes it: the personas of this node can be asked for. */
public record PersonasLoaded() {}
