/** Where the cascade's own times go. Edge of {@code cascade}: may import telemetry. Called per answer, never blocks. */
package dev.parley.cascade.otel;
