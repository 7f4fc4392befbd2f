package dev.parley.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All JAX-RS resources of Parley; WebSocket endpoints name their whole path themselves. */
@ApplicationPath("/api")
public class ParleyApplication extends Application {}
