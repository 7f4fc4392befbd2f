package dev.parley.sessions;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The store that all nodes share, where there is one. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Shared {}
