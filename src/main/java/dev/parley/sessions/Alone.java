package dev.parley.sessions;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The store of one node, in its memory. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Alone {}
