/**
 * Admission as metrics: what was refused, by reason.
 *
 * <p>Observes events of its room; runs on the thread that refuses. May import admission, telemetry and OpenTelemetry. Facts:
 * ARCHITECTURE §10.
 */
package dev.parley.admission.otel;
