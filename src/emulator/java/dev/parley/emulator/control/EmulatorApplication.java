package dev.parley.emulator.control;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All JAX-RS resources of the emulator, at the root paths that the Azure SDKs ask for. */
@ApplicationPath("/")
public class EmulatorApplication extends Application {}
