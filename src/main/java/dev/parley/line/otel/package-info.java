/**
 * What lines lose and how fast they fall silent, as metrics of OpenTelemetry.
 *
 * <p>Imports telemetry. Thread-safe, called by the writers of sockets. Facts: ARCHITECTURE §10.
 */
package dev.parley.line.otel;
