/**
 * A collector for telemetry: takes OTLP over HTTP (http/protobuf, opentelemetry.io/docs/specs/otlp, 2026-11) and gives it back as it
 * came, so that tests can read what would leave the house. Bounded; the oldest goes. Nothing else of it is interpreted.
 */
package dev.parley.emulator.telemetry;
